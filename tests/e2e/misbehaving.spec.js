// A sample of the fault matrix of tests/contract/faults.rs, in the browser and on a real line: in
// front of the reference server stands one that misbehaves on demand. Whatever it does, there is a
// sentence, nothing that was entered is lost, and in the end there is one receipt.

import { still } from "./harness/addresses.js";
import { MISBEHAVIOURS, passOn } from "./harness/misbehaving.js";
import { complains, expect, restEnds, test } from "./harness/served.js";

const OPT_OUT = /^POST .*\/opt-outs$/;

/** How often a write is sent before the page gives up, after how much time, and what the console says. */
const MISBEHAVIOUR = {
  "an answer that never ends": { does: "dripping", sent: 2, after: ["00:31", "00:31"], complaint: /no answer within \d+s/ },
  "an answer that is cut off": { does: "cutOff", sent: 4, complaint: /ERR_CONTENT_LENGTH_MISMATCH/ },
  "a page instead of JSON": { does: "html", sent: 1, complaint: /unreadable answer/ },
  "members of other types": { does: "wrongTypes", sent: 1, complaint: /unreadable answer/ },
  "an answer of 50 MB": { does: "large", sent: 4, complaint: /longer than 8388608 bytes/ },
  "a failure after the effect": { does: "failing", sent: 4, complaint: /500/ },
};

for (const [name, { does, sent, after = [], complaint }] of Object.entries(MISBEHAVIOUR)) {
  test(`${name}: it is said that none came, and sending again has one effect`, async ({
    administrator,
    complaints,
    page,
    service,
  }) => {
    await administrator.choose("imap");
    service.meets(OPT_OUT, MISBEHAVIOURS[does]);
    await administrator.submit("opt_out", "imap");
    for (const [attempt, time] of after.entries()) {
      await expect.poll(() => keys(service).length).toBe(attempt + 1);
      await page.clock.fastForward(time);
    }
    await saysThatNoneCame(administrator);
    expect(keys(service)).toHaveLength(sent);
    complains(complaints, complaint);

    service.mend();
    await sendAgain(administrator);
    await administrator.seesOneReceipt("imap", "OO-1001");
    expect(new Set(keys(service)).size).toBe(1);
  });
}

test("a service that is not there: it is said, and a reload keeps what was not answered", async ({
  administrator,
  complaints,
  page,
  service,
}) => {
  await administrator.choose("imap");
  service.site.close();
  await administrator.submit("opt_out", "imap");
  await saysThatNoneCame(administrator);
  await expect(page.getByText(administrator.say("reach.resting"))).toBeVisible();
  expect(keys(service)).toEqual([]);
  complains(complaints, /ERR_CONNECTION_REFUSED/);

  await service.site.reopen();
  page.on("dialog", (question) => question.accept());
  await page.reload();
  await saysThatNoneCame(administrator);
  await administrator.press("results.retry");
  await administrator.seesOneReceipt("imap", "OO-1001");
});

test("a pause in seconds is counted down, and then it is sent again by itself", async ({
  administrator,
  complaints,
  page,
  service,
}) => {
  await administrator.choose("imap");
  service.meets(OPT_OUT, MISBEHAVIOURS.busyFor, 1);
  await administrator.submit("opt_out", "imap");
  await expect(page.getByText(administrator.say("reach.waiting"))).toBeVisible();
  await expect(page.getByRole("timer")).toContainText(administrator.say.like("reach.asking_in"));
  complains(complaints, /503/);

  await page.clock.fastForward("00:04");
  await administrator.seesOneReceipt("imap", "OO-1001");
  expect(keys(service)).toHaveLength(2);
});

test("a pause until a date is kept: nothing is sent before it, and nothing is lost", async ({
  administrator,
  complaints,
  page,
  service,
}) => {
  await administrator.choose("imap");
  service.meets(OPT_OUT, MISBEHAVIOURS.busyUntil);
  await administrator.submit("opt_out", "imap");
  await expect(administrator.result("imap")).toContainText(administrator.say("results.no_answer"));
  await expect(page.getByText(administrator.say("reach.resting"))).toBeVisible();
  await expect(page.getByRole("timer")).toContainText(administrator.say.like("reach.asking_at"));
  service.mend();
  await expect(administrator.button("results.retry")).toBeDisabled();
  await expect(administrator.button("results.retry")).toHaveAccessibleDescription(administrator.say("reach.bar_resting"));
  expect(keys(service)).toHaveLength(1);

  await page.clock.fastForward("05:01");
  await sendAgain(administrator);
  await administrator.seesOneReceipt("imap", "OO-1001");
  complains(complaints, /429/);
});

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("no room is the service's, and not this browser's: it is said so, and sent again", async ({
      administrator,
      audit,
      complaints,
      service,
    }) => {
      await administrator.choose("imap");
      service.meets(OPT_OUT, MISBEHAVIOURS.full);
      await administrator.submit("opt_out", "imap");
      await expect(administrator.result("imap")).toContainText(administrator.say("trouble.service_full"));
      await audit();
      complains(complaints, /507/);

      service.mend();
      await sendAgain(administrator);
      await administrator.seesOneReceipt("imap", "OO-1001");
    });
  });
}

test("answers out of order: what was read before is not shown after what was read later", async ({
  administrator,
  page,
  service,
}) => {
  await administrator.choose("imap", "pop");
  const [held, hold] = promise();
  const [released, release] = promise();
  const [told, tell] = promise();
  service.meets(/^GET .*\/protocols$/, async (carryOut, response) => {
    response.on("close", tell);
    const { status, headers, body } = await carryOut();
    hold();
    await released;
    response.writeHead(status, headers).end(body);
  }, 1);
  // The second request waits until the facts have been read without it.
  service.meets(OPT_OUT, passOn, 1);
  service.meets(OPT_OUT, async (carryOut, response) => {
    await held;
    await passOn(carryOut, response);
  }, 1);
  await administrator.submit("opt_out", "imap", "pop");
  for (const id of ["imap", "pop"]) {
    await expect(administrator.result(id)).toContainText(administrator.say("results.verified_opt_out"));
  }

  release();
  await told;
  await still(page);
  await administrator.follow("results.to_home");
  for (const id of ["imap", "pop"]) {
    await expect(administrator.standing(id, "opted_out")).toBeVisible();
  }
});

/** The keys of the requests that reached the service, one for each attempt. */
function keys({ asked }) {
  return asked.filter(({ name }) => OPT_OUT.test(name)).map(({ key }) => key);
}

/** After all attempts, which are seconds apart. */
async function saysThatNoneCame(administrator) {
  const { say } = administrator;
  await expect(administrator.result("imap")).toContainText(say("results.no_answer"), { timeout: 15_000 });
}

/** As soon as the page sends anything again. */
async function sendAgain(administrator) {
  await restEnds(administrator);
  await administrator.press("results.retry");
}

/** A promise, and how to keep it. */
function promise() {
  let keep;
  return [new Promise((resolve) => (keep = resolve)), (value) => keep(value)];
}

// A service that is away for a while: what is shown in the meantime, and what is kept of what was
// entered.

import { complains, expect, restEnds, test } from "./harness/served.js";

test("what was read last is shown, from one minute on with its age", async ({
  administrator,
  complaints,
  page,
  service,
}) => {
  const seesState = async () => {
    await administrator.follow("app.home");
    await expect(administrator.standing("imap", "allowed")).toBeVisible();
  };
  const age = (minutes) => page.getByText(administrator.say("reach.old", { minutes }));
  await seesState();
  await administrator.follow("app.diagnostic");
  await expect(administrator.heading("diagnostic.findings_heading")).toBeVisible();

  service.site.close();
  await seesState();
  await expect(age(0)).toBeHidden();
  await page.clock.fastForward("01:00");
  await expect(age(1)).toBeVisible();
  await page.clock.fastForward("01:00");
  await expect(age(2)).toBeVisible();
  complains(complaints, /ERR_CONNECTION_REFUSED/);

  await service.site.reopen();
  await restEnds(administrator);
  await administrator.press("reach.read_again");
  await expect(page.getByText(administrator.say.like("reach.old"))).toBeHidden();
});

test("offline nothing is sent, and the choice is there when the network is back", async ({
  administrator,
  complaints,
  context,
  page,
  service,
}) => {
  const sent = () => service.asked.filter(({ name }) => name.endsWith("/opt-outs"));
  const offline = page.getByText(administrator.say("reach.offline"), { exact: true });
  const submit = administrator.button(...administrator.action("opt_out", ["imap"]));
  await administrator.choose("imap");
  await administrator.tick(page.getByRole("checkbox"));
  await context.setOffline(true);
  await expect(offline).toBeVisible();
  await expect(submit).toBeDisabled();
  await expect(submit).toHaveAccessibleDescription(administrator.say("reach.bar_offline"));

  await context.setOffline(false);
  await expect(offline).toBeHidden();
  // Nothing waited to be sent: whoever still wants it sends it.
  expect(sent()).toEqual([]);
  await expect(page.getByRole("checkbox")).toBeChecked();
  await administrator.push(submit);
  await administrator.seesOneReceipt("imap", "OO-1001");
  expect(sent()).toHaveLength(1);
  const others = complaints.splice(0).filter((complaint) => !complaint.includes("not sent: Offline"));
  expect(others).toEqual([]);
});

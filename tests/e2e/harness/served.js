// What a journey stands on whose far side is the reference server, with one in front of it that
// misbehaves on demand.
//
//     import { complains, expect, restEnds, test } from "./harness/served.js";

import { DIAGNOSTIC } from "./administrator.js";
import { expect, test as base } from "./journey.js";
import { Misbehaving } from "./misbehaving.js";
import { host, referenceServer } from "./operator.js";

export { expect };

export const test = base.extend({
  /** The service, and in `site` the host of the app that asks it. */
  service: async ({}, use) => {
    const service = new Misbehaving();
    service.site = await host(service.answer);
    const server = await referenceServer("--origin", service.site.origin);
    service.inFrontOf(server.origin);
    await use(service);
    service.site.close();
    server.close();
  },

  /** Somebody in front of the diagnostic who has signed in; time passes when the journey says so, too. */
  administrator: async ({ administrator, complaints, page, service }, use) => {
    await page.clock.install();
    await administrator.open(`${service.site.origin}/t/harbour-foods${DIAGNOSTIC}`);
    await administrator.press("session.sign_in");
    await administrator.chooseToBe("Robin Tanaka");
    await expect(administrator.heading("diagnostic.findings_heading")).toBeVisible();
    complains(complaints, /401/);
    await use(administrator);
  },
});

/** Something was to be complained of, and nothing of it is a crash. */
export function complains(complaints, what) {
  const said = complaints.splice(0).join("\n");
  expect(said).toMatch(what);
  expect(said).not.toMatch(/uncaught|panicked/);
}

/** Time passes until the service is asked again: after so many failures it is left alone for half a minute. */
export async function restEnds({ page, say }) {
  const resting = page.getByText(say("reach.resting"));
  await expect(async () => {
    if (await resting.isVisible()) {
      await page.clock.fastForward("00:31");
    }
    await expect(resting).toBeHidden({ timeout: 2_000 });
  }).toPass();
}

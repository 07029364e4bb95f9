// Nothing moves under the reader's eyes while a page comes: what takes longer waits in the shape of
// what comes.

import { FURTHER, KINDS, visit } from "./harness/addresses.js";
import { expect, test } from "./harness/journey.js";

/** The cumulative layout shift that is hardly seen; Google's "good" ends at 0.1. */
const HARDLY_SEEN = 0.02;

const homes = FURTHER.homes.map((place) => [`home of ${place.address}`, place]);

for (const [name, place] of [...Object.entries(KINDS), ...homes]) {
  test(`${name} stays where it is`, async ({ administrator, complaints, page }) => {
    await page.addInitScript(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput, sources } of list.getEntries()) {
          if (!hadRecentInput) {
            const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? String(node));
            globalThis.shifts.push({ value, moved });
          }
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await visit(administrator, place);
    const shifts = await page.evaluate(() => globalThis.shifts);
    const whole = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(whole, JSON.stringify(shifts, null, 2)).toBeLessThanOrEqual(HARDLY_SEEN);
    if (place.complaint !== undefined) {
      expect(complaints.splice(0)).toEqual([expect.stringContaining(place.complaint)]);
    }
  });
}

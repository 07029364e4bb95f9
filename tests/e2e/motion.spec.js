// Who asked the system for less motion gets none.

import { KINDS, visit } from "./harness/addresses.js";
import { expect, test } from "./harness/journey.js";

for (const [name, place] of Object.entries(KINDS)) {
  test(`${name}: nothing moves, and something does where motion is welcome`, async ({ administrator, page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(administrator, place);
    expect(await page.evaluate(moving)).toEqual([]);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    if (name !== "unknown-tenant") {
      expect(await page.evaluate(moving)).not.toEqual([]);
    }
  });
}

test("what opens over the page does so at once", async ({ administrator, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await visit(administrator, KINDS.home);
  await administrator.clock().click();
  expect(await page.evaluate(moving)).toEqual([]);
  await administrator.press("records.menu");
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await page.evaluate(moving)).toEqual([]);
});

/** Runs in the page: whatever is animated, or would be at the next change. The text for a failed start only waits. */
function moving() {
  const lasts = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0);
  const moves = (element, part) => {
    const style = getComputedStyle(element, part);
    const isAnimated = style.animationName !== "none" && lasts(style.animationDuration);
    return isAnimated || lasts(style.transitionDuration);
  };
  return [...document.querySelectorAll("*")]
    .filter((element) => element.id !== "start-failure")
    .filter((element) => [null, "::before", "::after", "::backdrop"].some((part) => moves(element, part)))
    .map((element) => element.outerHTML.slice(0, 120));
}

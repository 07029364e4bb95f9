// What every journey stands on: an administrator in front of a page whose console must stay empty,
// and an accessibility audit.
//
//     import { expect, test } from "./harness/journey.js";

import { expect, test as base } from "@playwright/test";
import axe from "axe-core";
import { Administrator } from "./administrator.js";

export { expect };

export const test = base.extend({
  /**
   * What went wrong in any page of the context. A journey that provokes a fault on purpose empties
   * it after looking at it; whatever is left at the end fails the journey.
   */
  complaints: [
    async ({ context }, use) => {
      const complaints = [];
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
          complaints.push(`${message.type()}: ${message.text()}`);
        }
      });
      context.on("weberror", (error) => complaints.push(`uncaught: ${error.error()}`));
      context.on("requestfailed", (request) => {
        const reason = request.failure()?.errorText;
        // Not a failure but somebody's will: whoever leaves a page gives up what is on its way.
        if (reason !== "net::ERR_ABORTED") {
          complaints.push(`failed: ${request.url()} ${reason}`);
        }
      });
      await use(complaints);
      expect(complaints, "console, failed requests and uncaught errors").toEqual([]);
    },
    { auto: true },
  ],

  /** Speaks the language that the browser prefers. */
  administrator: async ({ page, locale }, use) => {
    await use(new Administrator(page, locale.split("-")[0]));
  },

  /**
   * `await audit()` fails on the first violation that axe finds on the page as it is now, or in a part
   * of it: `await audit(part)`.
   */
  audit: async ({ page }, use) => {
    await use(async (part = page.locator("html")) => {
      await motionless(page);
      await page.evaluate(`if (globalThis.axe === undefined) { ${axe.source} }`);
      // There are no frames, and nobody reads what passed: half the time.
      const options = { iframes: false, resultTypes: ["violations"] };
      const { violations } = await part.evaluate((part, options) => globalThis.axe.run(part, options), options);
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map((node) => node.html),
      }));
      expect(found, "accessibility").toEqual([]);
    });
  },
});

/** Answers a routed request with one byte changed. */
export async function flipped(route) {
  const response = await route.fetch();
  const body = await response.body();
  body[body.length - 1] ^= 1;
  await route.fulfill({ response, body });
}

/** Resolves when all that moves or is about to appear has come where it goes. */
export async function motionless(page) {
  await page.evaluate(async () => {
    const ends = ({ effect }) => effect.getComputedTiming().endTime !== Infinity;
    await Promise.allSettled(document.getAnimations().filter(ends).map(({ finished }) => finished));
  });
}

// What is seen while the program is on its way, and that nothing moves when it is there.

import { TENANTS } from "./harness/addresses.js";
import { expect, test } from "./harness/journey.js";
import { words } from "./harness/words.js";

const SHELL = ".shell:visible";
const HEADER = ".app-header";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });
    const say = words(locale.split("-")[0]);

    for (const width of [1280, 320]) {
      test(`at ${width} px Home is painted before its program comes, and stays where it is`, async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        for (const tenant of TENANTS) {
          const arrive = await heldProgram(page);
          await page.goto(`/t/${tenant}`, { waitUntil: "commit" });
          const shell = page.locator(SHELL);
          await expect(shell.locator(".app-header__name")).toHaveText(say("app.product"));
          await expect(shell.locator(".lead")).toHaveText(say("home.about"));
          const before = await places(shell.locator(HEADER), shell.locator("h1"), shell.locator(".lead"));
          await page.evaluate(painted);

          await arrive();
          const main = page.getByRole("main");
          await expect(main.getByRole("heading", { level: 1 })).toHaveText(say("home.title"));
          await expect(shell).toHaveCount(0);
          expect(await places(page.locator(HEADER), main.locator("h1"), main.locator(".lead").first())).toEqual(before);
          await expect(main.getByRole("rowheader").first()).toBeVisible();
          const { largest, moved } = await page.evaluate(paints);
          expect(largest, `${tenant}: the largest text came with the shell`).toBe("before");
          expect(moved).toBeLessThanOrEqual(0.02);
        }
      });
    }

    test("on another page the shell does not say that it is Home", async ({ page }) => {
      const arrive = await heldProgram(page);
      await page.goto("/t/alder-clinic/help", { waitUntil: "commit" });
      const shell = page.locator(SHELL);
      await expect(shell.locator(HEADER)).toBeVisible();
      await expect(shell.locator(".skeleton__bar").first()).toBeVisible();
      await expect(shell.locator("h1")).toBeHidden();
      await arrive();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("help.title"));
      await expect(shell).toHaveCount(0);
    });
  });
}

/** The program is on its way until the result is called. */
async function heldProgram(page) {
  let arrive;
  const held = new Promise((resolve) => {
    arrive = resolve;
  });
  await page.unrouteAll();
  await page.route("**/app-*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  return arrive;
}

/** Where these begin, and how wide they are. */
function places(...parts) {
  return Promise.all(
    parts.map(async (part) => {
      const { x, y, width } = await part.boundingBox();
      return [x, y, width].map(Math.round);
    }),
  );
}

/** Resolves when the shell's text was painted: what is in the document is not yet on the screen. */
function painted() {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntries().some(({ element }) => element?.matches(".shell .lead"))) {
        observer.disconnect();
        performance.mark("painted");
        resolve();
      }
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
}

/** Whether the largest paint came before the mark, and how far things moved in all. */
function paints() {
  const [{ startTime: mark }] = performance.getEntriesByName("painted");
  const all = (type) =>
    new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
      // An observer of what has not happened is never called.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
    });
  return Promise.all([all("largest-contentful-paint"), all("layout-shift")]).then(([paints, shifts]) => ({
    largest: paints.at(-1).startTime <= mark ? "before" : `after: ${paints.at(-1).element?.textContent}`,
    moved: shifts.reduce((sum, { value }) => sum + value, 0),
  }));
}

// Five pages and the gallery as they look, in both themes and languages, against the pictures of one
// major version of Chromium. Another version draws a little differently: there the tree of the page
// and the boxes of what is in it are compared instead. `cargo xtask pictures` takes them all anew.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { KINDS, visit } from "./harness/addresses.js";
import { expect, motionless, test as base } from "./harness/journey.js";

const BASELINES = fileURLToPath(new URL("baselines/", import.meta.url));

/** How far a box may be from its place where another version measures text, in pixels. */
const TOLERANCE = 12;

/** What the pictures are taken in. Forced colours are the system's: nothing on the page can choose them. */
const THEMES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

const test = base.extend({
  /** `await look("home", [...])` compares the page in these themes, or takes what it will be compared with. */
  look: async ({ administrator, browser, page }, use, { config }) => {
    const own = `chromium-${browser.version().split(".")[0]}`;
    const isTaking = config.updateSnapshots === "all";
    await use(async (name, themes, options) => {
      const [taken] = isTaking ? [own] : folders();
      const picture = `${name}-${administrator.language}`;
      const file = `${BASELINES}${taken}/${picture}.boxes.yml`;
      await motionless(page);
      const boxes = await page.getByRole("main").ariaSnapshot({ boxes: true });
      if (isTaking) {
        mkdirSync(BASELINES + own, { recursive: true });
        writeFileSync(file, `${boxes}\n`);
      }
      expect(moved(readFileSync(file, "utf8").trimEnd(), boxes), "before and now").toEqual([]);
      if (taken !== own) {
        console.log(`${picture}: no pictures of ${own}; compared the tree and the boxes with those of ${taken}`);
        return;
      }
      for (const theme of themes) {
        await page.emulateMedia(THEMES[theme]);
        await expect(page).toHaveScreenshot([own, `${picture}-${theme}.png`], options);
      }
    });
  },
});

test.use({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const name of ["home", "check", "help", "ticket", "message"]) {
      test(`${name} looks as before`, async ({ administrator, look }) => {
        await visit(administrator, KINDS[name]);
        await look(name, ["light", "dark"]);
      });
    }

    test("every component looks as before", async ({ administrator, baseURL, look }) => {
      test.slow();
      test.skip(process.env.GALLERY === undefined, "GALLERY names no build with a gallery");
      const address = new URL("/gallery", baseURL);
      address.port = Number(address.port) + 1;
      // The build with a gallery is not optimised, and five times as large.
      await administrator.open(address.href, { timeout: 30_000 });
      // All other themes are on this one page, which is so long that a hundredth of it is a component.
      const one = { fullPage: true, maxDiffPixelRatio: undefined, maxDiffPixels: 1000, timeout: 30_000 };
      await look("gallery", ["light", "forced"], one);
    });
  });
}

test("the pictures are those of one version, and few", () => {
  const [taken, ...older] = folders();
  expect(older, "older pictures, to be removed").toEqual([]);
  expect(readdirSync(BASELINES + taken).length).toBeLessThanOrEqual(40);
});

/** The newest first. */
function folders() {
  return readdirSync(BASELINES).sort().reverse();
}

/** Lines of the tree that are others than before, or whose box is elsewhere. */
function moved(before, now) {
  const lines = [before, now].map((tree) => tree.split("\n"));
  const pairs = Array.from({ length: Math.max(...lines.map(({ length }) => length)) }, (_, at) =>
    lines.map((tree) => tree[at] ?? ""),
  );
  return pairs.filter((pair) => {
    const [words, otherWords] = pair.map((line) => line.replace(BOX, ""));
    const [box, other] = pair.map((line) => BOX.exec(line)?.[1].split(",").map(Number) ?? []);
    return words !== otherWords || box.some((side, at) => Math.abs(side - other[at]) > TOLERANCE);
  });
}

const BOX = / \[box=([-\d.,]+)\]/;

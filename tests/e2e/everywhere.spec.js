// Every address in every look: nothing that axe finds, nothing that sticks out of a small window,
// nothing too small to hit.
//
// In every run each address in English, light, and in Japanese, dark; one address of each kind in
// all sixteen looks. `ALL=1`, which `cargo xtask test --all` sets, takes every address through all.

import { FURTHER, KINDS, still, visit } from "./harness/addresses.js";
import { smallerThan, sticksOut } from "./harness/geometry.js";
import { expect, test } from "./harness/journey.js";

const THEMES = {
  light: { colorScheme: "light", contrast: "no-preference", forcedColors: "none" },
  dark: { colorScheme: "dark", contrast: "no-preference", forcedColors: "none" },
  "more contrast": { colorScheme: "light", contrast: "more", forcedColors: "none" },
  "forced colours": { colorScheme: "light", contrast: "no-preference", forcedColors: "active" },
};

/** 320 × 256 is also what a window of 1280 × 1024 shows at 400 %. */
const WINDOWS = {
  wide: { width: 1280, height: 1024 },
  small: { width: 320, height: 256 },
};

const LOOKS = Object.keys(THEMES).flatMap((theme) => Object.keys(WINDOWS).map((window) => [theme, window]));

/** What every address is looked at in. */
const ALWAYS = { "en-GB": [["light", "wide"]], "ja-JP": [["dark", "wide"]] };

// A colour on its way from one theme to the next is in neither.
test.use({ reducedMotion: "reduce" });

for (const locale of Object.keys(ALWAYS)) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const [name, place] of Object.entries(KINDS)) {
      looksRight(name, [place], LOOKS);
    }
    for (const [name, places] of Object.entries(FURTHER)) {
      looksRight(name, places, process.env.ALL ? LOOKS : ALWAYS[locale]);
    }
  });
}

function looksRight(name, places, looks) {
  test(`${name} for everyone`, async ({ administrator, audit, complaints, page }) => {
    // Some seconds for each place, and half of one for each look at it.
    test.setTimeout(20_000 + places.length * (3_000 + looks.length * 2_000));
    for (const place of places) {
      await page.setViewportSize(WINDOWS.wide);
      await visit(administrator, place);
      for (const [theme, window] of looks) {
        await test.step(`${place.address}, ${theme}, ${window}`, async () => {
          await page.emulateMedia(THEMES[theme]);
          await page.setViewportSize(WINDOWS[window]);
          // What no longer fits becomes a stop for the keyboard a moment later.
          await still(page);
          expect.soft(await page.evaluate(sticksOut), "what sticks out").toEqual([]);
          expect.soft(await page.evaluate(smallerThan, 24), "targets under 24 px").toEqual([]);
          await audit(place.within?.(administrator));
        });
      }
      if (place.complaint !== undefined) {
        expect(complaints.splice(0)).toEqual([expect.stringContaining(place.complaint)]);
      }
    }
  });
}

test.describe("under a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } });

  for (const [name, place] of Object.entries(KINDS)) {
    test(`${name}: what one came for is 44 px high`, async ({ administrator, page }) => {
      await visit(administrator, place);
      expect.soft(await page.evaluate(smallerThan, 24), "targets under 24 px").toEqual([]);
      for (const target of await page.locator('main [data-kind="primary"]:visible').all()) {
        const { height, width } = await target.boundingBox();
        expect.soft(Math.min(height, width), await target.textContent()).toBeGreaterThanOrEqual(44);
      }
    });
  }
});

// Every address in every look: nothing that axe finds, nothing that sticks out of a small window,
// nothing too small to hit.
//
// In every run each address in English, light, and in Japanese, dark; one address of each kind in
// all sixteen looks. `ALL=1`, which `cargo xtask test --all` sets, takes every address through all.

import { FURTHER, KINDS, visit } from "./harness/addresses.js";
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
          expect.soft(await page.evaluate(sticksOut), "what sticks out").toEqual([]);
          expect.soft(await page.evaluate(tooSmall, 24), "targets under 24 px").toEqual([]);
          await audit();
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
      expect.soft(await page.evaluate(tooSmall, 24), "targets under 24 px").toEqual([]);
      expect.soft(await page.evaluate(tooSmall, 44), "primary targets under 44 px").toEqual([]);
    });
  }
});

/** Runs in the page: what reaches beyond the window's end, if the page can be moved sideways. */
function sticksOut() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) {
    return [];
  }
  const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    return width > 0 && right > clientWidth + 0.5;
  });
  return beyond.map((element) => element.outerHTML.slice(0, 120));
}

/**
 * Runs in the page: what can be pressed and is smaller than it has to be. A link in running text
 * may be as high as the text (WCAG 2.5.8), and the label of a box is a part of it.
 */
function tooSmall(pixels) {
  const which =
    pixels === 44
      ? '[data-kind="primary"], nav a'
      : 'a, button, input, select, textarea, summary, [role="tab"], [role="option"], [role="menuitem"]';
  const isInText = (element) =>
    element.matches("a") && getComputedStyle(element).display === "inline" && pixels === 24;
  const small = (element) => {
    const { width, height } = (element.labels?.[0] ?? element).getBoundingClientRect();
    const own = element.getBoundingClientRect();
    return Math.max(width, own.width) < pixels - 0.01 || Math.max(height, own.height) < pixels - 0.01;
  };
  return [...document.querySelectorAll(which)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
    .filter((element) => !isInText(element) && small(element))
    .map((element) => `${JSON.stringify(element.getBoundingClientRect())} ${element.outerHTML.slice(0, 160)}`);
}

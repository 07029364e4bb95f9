// What assistive technology is told, page by page and in both languages, against trees/.
//
// A change of words or structure shows here; `cargo xtask pictures` writes the trees anew.

import { KINDS, visit } from "./harness/addresses.js";
import { expect, test } from "./harness/journey.js";

/** Where a kind is not in the main part of the page. */
const PLACES = {
  "pane-history": "complementary",
  "pane-search": "complementary",
  appearance: "menu",
  clock: "group",
  records: "dialog",
  search: "dialog",
  shortcuts: "dialog",
};

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    for (const [name, place] of Object.entries(KINDS)) {
      test(`${name} is told as before`, async ({ administrator, page }) => {
        await visit(administrator, place);
        const told = place.within?.(administrator) ?? page.getByRole(PLACES[name] ?? "main");
        await expect(told).toMatchAriaSnapshot({ name: `${name}.${administrator.language}.aria.yml` });
      });
    }
  });
}

// The programme's days are UTC's; the reader's computer is in Tokyo.

import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the end of a phase is said in UTC and by the reader's clock", async ({ administrator, page }) => {
      await administrator.open("/t/harbour-foods");
      const end = page.getByRole("region", { name: administrator.say("home.phases") }).getByRole("time");
      await expect(end).toHaveText(
        administrator.say("home.ends_here", { at: "2022-10-01T00:00Z", here: "2022-10-01T09:00+09:00" }),
      );
      await expect(end).toHaveAttribute("datetime", "2022-10-01T00:00:00+00:00");
    });
  });
}

// Service health: from the services to the notice of the day, and on to a protocol's case.

import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("the notice of the day is found from the services", async ({ administrator, page, audit }) => {
      const { say } = administrator;
      await administrator.open("/t/alder-clinic");
      await administrator.follow("health.title");
      await expect(administrator.heading("health.title")).toBeFocused();
      const exchange = page.getByRole("row").filter({ hasText: "Exchange Online" });
      await expect(exchange).toContainText(say("health.status_degradation"));
      await audit();
      const current = page.getByRole("region", { name: say("health.current") });
      await expect(current).toContainText(administrator.protocol("pop"));
      await current.getByRole("link").first().click();
      await expect(page).toHaveURL(/\/health\/EX900001$/);
      await audit();
    });
  });
}

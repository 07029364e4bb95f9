// What if: from the tenant as it is to an assumption that an address can be shared by.

import { expect, test } from "./harness/journey.js";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("an opt-out that would have helped, shared by its address", async ({ administrator, audit, page }) => {
      const { say } = administrator;
      await administrator.open("/t/alder-clinic/timeline");
      await administrator.follow("timeline.to_what_if");
      await expect(administrator.heading("what_if.title")).toBeFocused();
      await expect(page).toHaveTitle(say("app.title", { page: say("app.what_if"), tenant: "Alder Clinic" }));
      await expect(administrator.standing("pop", "blocked")).toBeVisible();
      await audit();

      const select = (key) => page.getByRole("combobox", { name: say(key), exact: true });
      await administrator.pick(select("what_if.protocol"), administrator.protocol("pop"));
      await administrator.pick(select("what_if.what"), say("what_if.opt_out"));
      await page.getByLabel(say("what_if.when"), { exact: true }).fill("2022-09-12T09:00");
      await administrator.press("what_if.suppose");
      const supposed = { at: "2022-09-12T09:00Z", protocol: administrator.protocol("pop") };
      await expect(page.getByText(say("what_if.opted_out", supposed), { exact: true })).toBeVisible();
      await expect(page).toHaveURL(/[?&]opt-out=pop\.2022-09-12T0900Z/);
      await page.getByLabel(say("what_if.at"), { exact: true }).fill("2022-10-09T09:00");
      await expect(administrator.standing("pop", "opted_out")).toBeVisible();
      await audit();

      await page.reload();
      await expect(administrator.standing("pop", "opted_out")).toBeVisible();
      await page.goto("/t/alder-clinic");
      await expect(administrator.standing("pop", "blocked"), "nothing has happened").toBeVisible();
    });

    test("an address that cannot be read", async ({ administrator, audit, page }) => {
      const { say } = administrator;
      await administrator.open("/t/alder-clinic/timeline/what-if?at=2022-10-12T0900Z&cloud=mars&role=global_admin");
      const sentence = say("what_if.misread_member", { name: "cloud", value: "mars" });
      await expect(page.getByText(sentence)).toBeVisible();
      await audit();
      await administrator.follow("what_if.begin_anew");
      await expect(page).toHaveURL(/\/t\/alder-clinic\/timeline\/what-if$/);
      await expect(administrator.standing("pop", "blocked")).toBeVisible();
    });
  });
}

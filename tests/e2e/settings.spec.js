// Org settings: an administrator blocks on their own day what nobody needs any more, and is not
// overwritten by somebody who does the same.

import { expect, test } from "./harness/journey.js";

const PANE = "/t/alder-clinic/settings/services/modern-authentication";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("a box is unticked, reviewed, saved and taken back", async ({ administrator, page, audit }) => {
      test.slow();
      const { say } = administrator;
      const pane = page.getByRole("complementary", { name: say("app.modern_authentication") });
      const box = (id) => pane.getByRole("checkbox", { name: say(`boxes.${id}`), exact: true });
      const saved = pane.getByText(say("modern_authentication.saved_in", { name: "Block POP" }));
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
        });

      await step("the navigation leads to the services, and these to the pane", async () => {
        await administrator.open("/t/alder-clinic");
        await administrator.follow("app.org_settings");
        await expect(administrator.heading("app.org_settings")).toBeFocused();
        await administrator.follow("app.modern_authentication");
        await expect(pane.getByRole("heading", { level: 2 })).toBeFocused();
        await expect(box("pop")).not.toBeChecked();
      });

      await step("the difference is told in words, with what to think of", async () => {
        await administrator.tick(box("pop"));
        await box("smtp").uncheck();
        await administrator.press("modern_authentication.review", { count: 2 });
        await expect(pane.getByRole("heading", { level: 3 })).toBeFocused();
        await expect(administrator.text("modern_authentication.before_saving")).toBeVisible();
      });

      await step("what was saved is in the policy, and in the history", async () => {
        await administrator.press("modern_authentication.save");
        await expect(saved).toBeVisible();
        await expect(box("pop")).toBeChecked();
        await administrator.openHistory();
        const history = page.getByRole("list", { name: say("help.history"), exact: true });
        await expect(history.getByRole("listitem").first()).toContainText("Block POP");
        await administrator.press("help.close");
      });

      await step("it is taken back", async () => {
        await administrator.press("app.undo");
        await expect(box("pop")).not.toBeChecked();
        await expect(box("smtp")).toBeChecked();
      });
    });

    test("whoever was faster is seen, and both changes stay", async ({
      administrator,
      page,
      audit,
      complaints,
    }) => {
      const { say } = administrator;
      const box = (id) => page.getByRole("checkbox", { name: say(`boxes.${id}`), exact: true });
      await administrator.open(`${PANE}?fault=conflict`);
      await box("imap").uncheck();
      await administrator.press("modern_authentication.review", { count: 1 });
      await administrator.press("modern_authentication.save");
      const overtaken = page.getByRole("heading", { name: say("modern_authentication.overtaken") });
      await expect(overtaken).toBeFocused();
      await expect(page.getByText("Noor Haddad")).toBeVisible();
      await audit();
      expect(complaints.splice(0)).toEqual([expect.stringContaining("412")]);

      await administrator.press("modern_authentication.save_on_top");
      await expect(box("imap")).not.toBeChecked();
      await expect(box("autodiscover")).not.toBeChecked();
    });

    test("unsaved changes are kept from a link, back and a reload", async ({ administrator, page, audit }) => {
      const { say } = administrator;
      const box = page.getByRole("checkbox", { name: say("boxes.imap"), exact: true });
      const question = page.getByRole("dialog", { name: say("leave.settings_heading") });
      await administrator.open("/t/alder-clinic/settings");
      await administrator.follow("app.modern_authentication");
      await box.uncheck();
      await administrator.follow("app.home");
      await expect(question).toBeVisible();
      await audit();
      await administrator.press("leave.stay");
      await page.goBack();
      await administrator.press("leave.stay");
      await expect(box).not.toBeChecked();

      page.once("dialog", (closing) => closing.accept());
      await page.reload();
      await expect(administrator.button("modern_authentication.review", { count: 1 })).toBeVisible();
      await expect(box).not.toBeChecked();
    });
  });
}

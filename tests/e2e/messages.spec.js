// Message center, in one sitting: narrowed, searched, marked, undone, read, and still so after a
// reload.

import { expect, test } from "./harness/journey.js";

const TITLES = {
  "en-GB": "Basic authentication: your opt-outs have been received",
  "ja-JP": "基本認証: オプトアウトを受け付けました",
};

for (const [locale, title] of Object.entries(TITLES)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("posts are narrowed, marked and read, each for who does it", async ({ administrator, page, audit }) => {
      test.slow();
      const { say } = administrator;
      const grid = page.getByRole("grid", { name: say("messages.list") });
      const post = (id) => grid.getByRole("row").filter({ hasText: id });
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
        });

      await step("the navigation leads there", async () => {
        await administrator.open("/t/alder-clinic");
        await administrator.follow("messages.title");
        await expect(administrator.heading("messages.title")).toBeFocused();
        await expect(post("MC437540")).toContainText(title);
      });

      await step("what narrows the list is in the address", async () => {
        await administrator.pick(page.getByLabel(say("messages.tag")), "Updated message");
        await expect(page).toHaveURL(/\?tag=Updated%20message$/);
        await expect(grid.getByRole("row")).toHaveCount(2);
        await administrator.pick(page.getByLabel(say("messages.tag")), say("messages.all_tags"));
        await administrator.type(page.getByRole("searchbox"), "MC437540");
        await expect(page).toHaveURL(/\?q=MC437540$/);
        await expect(grid.getByRole("row")).toHaveCount(2);
      });

      await step("a star is given by the keys, and undone", async () => {
        const star = post("MC437540").getByRole("button", { name: say("messages.favorite_of", { title }) });
        await post("MC437540").getByRole("checkbox").focus();
        await page.keyboard.press("End");
        await expect(star).toBeFocused();
        await page.keyboard.press("Enter");
        await expect(star).toHaveAttribute("aria-pressed", "true");
        await administrator.press("app.undo");
        await expect(star).toHaveAttribute("aria-pressed", "false");
      });

      await step("two are archived, and stay so", async () => {
        await administrator.type(page.getByRole("searchbox"), "");
        for (const id of ["MC441751", "MC922090"]) {
          await administrator.tick(post(id).getByRole("checkbox"));
        }
        await administrator.press("messages.archive");
        await expect(post("MC441751")).toHaveCount(0);
        await expect(administrator.text("messages.done_archive", { count: 2 })).toBeVisible();
        await page.reload();
        await expect(post("MC437540")).toBeVisible();
        await expect(post("MC441751")).toHaveCount(0);
        await administrator.press("messages.archived");
        await expect(grid.getByRole("row")).toHaveCount(3);
      });

      const link = post("MC922090").getByRole("link");
      const heading = page.getByRole("heading", { level: 1 });
      await step("a post that is opened has been read, and stands beside the list as it is narrowed", async () => {
        await link.click();
        await expect(page).toHaveURL("/t/alder-clinic/messages/MC922090?is=archived");
        await expect(heading).toBeFocused();
        await expect(administrator.button("messages.mark_unread")).toBeVisible();
        const [list, read] = await Promise.all([grid.boundingBox(), heading.boundingBox()]);
        expect(list.x + list.width).toBeLessThan(read.x);
        await expect(post("MC922090")).not.toContainText(say("messages.unread"));
        await expect(post("MC441751")).toContainText(say("messages.unread"));
      });

      await step("back is at its row, also where there is no room for both", async () => {
        await page.goBack();
        await expect(link).toBeFocused();
        await page.setViewportSize({ width: 320, height: 640 });
        await page.keyboard.press("Enter");
        await expect(heading).toBeFocused();
        await expect(grid).toBeHidden();
        await expect(heading).toBeInViewport();
        await administrator.follow("messages.to_all");
        await expect(link).toBeFocused();
        await expect(link).toBeInViewport();
        await expect(page).toHaveURL("/t/alder-clinic/messages?is=archived");
      });
    });
  });
}

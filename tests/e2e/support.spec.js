// A block from before the programme: support lifts it, and says so wherever the administrator looks.

import { expect, test } from "./harness/journey.js";

const WORDS = {
  "en-GB": "Our scanners have not been able to read mail since 16 August.",
  "ja-JP": "8 月 16 日から複合機が受信できません。",
};

for (const [locale, words] of Object.entries(WORDS)) {
  test.describe(locale, () => {
    test.use({ locale });

    test("support lifts a block in September, and a reload in the middle loses nothing", async ({
      administrator,
      page,
      audit,
    }) => {
      test.slow();
      const { say } = administrator;
      const imap = { protocol: administrator.protocol("imap") };
      const box = page.getByRole("textbox", { name: say("support.text") });
      const number = { number: "SR-3001" };
      const step = (name, body) =>
        test.step(name, async () => {
          await body();
          await audit();
        });

      await step("Home leads to support, where the block stands", async () => {
        await administrator.open("/t/larch-publishing");
        await expect(administrator.standing("imap", "blocked")).toBeVisible();
        await administrator.follow("home.step_for", { next: say("next.contact_support"), ...imap });
        await expect(administrator.heading("app.support")).toBeFocused();
      });

      await step("the ticket is filled in, and says what support can do", async () => {
        await expect(administrator.box("imap")).toBeChecked();
        await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(1);
        await expect(administrator.text("rules.support_lifts", imap)).toBeVisible();
      });

      await step("a reload keeps every word", async () => {
        await box.fill(words);
        page.once("dialog", (question) => question.accept());
        await page.reload();
        await expect(box).toHaveValue(words);
        await expect(administrator.box("imap")).toBeChecked();
      });

      await step("the ticket gets its number, also after a reload", async () => {
        await administrator.press("support.send");
        await expect(administrator.heading("support.sent_title")).toBeFocused();
        const sent = page.getByRole("heading", { level: 2, name: say("support.ticket", number) });
        await expect(sent).toBeVisible();
        await page.reload();
        await expect(sent).toBeVisible();
        await expect(administrator.ticket("SR-3001")).toContainText(words);
      });

      await step("while it is open its number stands in place of the step", async () => {
        await administrator.follow("results.to_home");
        const row = administrator.row("imap");
        await expect(row.getByRole("link", { name: say("support.ticket", number) })).toBeVisible();
        await expect(row.getByRole("link", { name: say("next.contact_support") })).toBeHidden();
      });

      await step("within a day support has lifted the block", async () => {
        await administrator.goToNextEvent();
        await expect(administrator.standing("imap", "allowed")).toBeVisible();
        const step = { next: say("next.opt_out"), ...imap };
        await expect(administrator.link("home.step_for", step)).toBeVisible();
      });

      await step("the answer stands with the ticket and in the history", async () => {
        await administrator.follow("app.support");
        await expect(administrator.ticket("SR-3001")).toContainText(say("relief.lifted"));
        await administrator.openHistory();
        const history = page.getByRole("list", { name: say("help.history"), exact: true });
        await expect(history.getByRole("listitem").filter({ hasText: "SR-3001" })).toHaveText([
          new RegExp(`${say("event.ticket_answered")}.*${say("relief.lifted").slice(0, 8)}`),
          new RegExp(say("event.ticket_opened")),
        ]);
      });
    });
  });
}

test("a tab killed between effect and answer opens one ticket", async ({ administrator, page, context }) => {
  const FORM = "/t/larch-publishing/help/support?protocol=imap";
  page.on("dialog", (question) => question.accept());
  await context.clock.install();
  await administrator.open(`${FORM}&fault=error-after-effect`);
  // Stands still, so that the answer lost on purpose is not asked for again before the end.
  await context.clock.pauseAt(Date.now() + 60_000);
  await administrator.press("support.send");
  await expect(administrator.text("support.sending_more")).toBeVisible();
  await expect(administrator.ticket("SR-3001")).toBeVisible();

  const next = await administrator.inAnotherTab();
  await page.close();
  await next.page.goto(FORM);
  await context.clock.resume();
  const sent = next.say("support.ticket", { number: "SR-3001" });
  await expect(next.page.getByRole("heading", { level: 2, name: sent })).toBeVisible();
  await expect(next.page.getByRole("heading", { level: 3, name: /SR-/ })).toHaveText(["SR-3001"]);
});

// The search field under real keys, and under an input method.

import { expect, test } from "./harness/journey.js";

test("Enter opens the best result, Escape empties the field and then closes help", async ({ administrator, page }) => {
  await administrator.open("/");
  await administrator.press("app.help_and_support");
  const field = page.getByRole("searchbox", { name: administrator.say("help.search") });
  await field.fill("smtp");
  await field.press("Escape");
  await expect(field).toHaveValue("");
  await field.press("Escape");
  await expect(field).toBeHidden();

  await administrator.press("app.help_and_support");
  await field.fill("Diag: Enable Basic Auth in EXO");
  await field.press("Enter");
  await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  test("Enter and Escape belong to the input method while it composes", async ({ administrator, page, context }) => {
    await administrator.open("/");
    await administrator.press("app.help_and_support");
    const field = page.getByRole("searchbox", { name: administrator.say("help.search") });
    const first = page.getByRole("region", { name: administrator.say("help.results") }).getByRole("article").first();
    const inputMethod = await context.newCDPSession(page);
    const compose = (text) =>
      inputMethod.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    // This code tells that the input method has taken the stroke.
    const stroke = (type, key) =>
      inputMethod.send("Input.dispatchKeyEvent", { type, key, code: key, windowsVirtualKeyCode: 229 });
    await field.focus();

    // What is being composed is looked for already.
    await compose("きほんにんしょう");
    await expect(field).toHaveValue("きほんにんしょう");
    await compose("基本認証");
    await expect(first).toBeVisible();
    for (const key of ["Enter", "Escape"]) {
      await stroke("rawKeyDown", key);
      await stroke("keyUp", key);
      await expect(field).toHaveValue("基本認証");
      await expect(field).toBeFocused();
      await expect(page).toHaveURL(/\/t\/harbour-foods\?help=/);
    }

    // The stroke that accepts the word is still the input method's; the next one is the person's.
    await stroke("rawKeyDown", "Enter");
    await inputMethod.send("Input.insertText", { text: "基本認証" });
    await stroke("keyUp", "Enter");
    await expect(field).toHaveValue("基本認証");
    await page.keyboard.press("Enter");
    await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
  });
});

// One journey in Firefox as well, which Playwright can only drive in a build of its own: Debian's,
// over WebDriver BiDi.

import { expect, test } from "@playwright/test";
import { launch } from "puppeteer-core";
import { words } from "./harness/words.js";

for (const language of ["en", "ja"]) {
  test(`in Firefox, ${language}: from Home through help to a receipt`, async ({ baseURL }) => {
    test.slow();
    const say = words(language);
    const imap = { protocol: say("protocol.imap") };
    const browser = await launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      extraPrefsFirefox: { "intl.accept_languages": language, "ui.prefersReducedMotion": 1 },
    });
    try {
      const page = await browser.newPage();
      const complaints = [];
      page.on("console", (message) => {
        if (["error", "warn"].includes(message.type())) {
          complaints.push(message.text());
        }
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      const named = (role, name) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`).setTimeout(15_000);
      const press = (key, given) => named("button", say(key, given)).click();
      const sees = (key) => named("heading", say(key)).wait();

      await page.goto(baseURL);
      await sees("home.title");
      await press("app.help_and_support");
      await named("searchbox", say("help.search")).fill("imap");
      await sees("help.run_diagnostics");

      await press("help.close");
      await named("link", say("home.step_for", { next: say("next.opt_out"), ...imap })).click();
      await sees("diagnostic.findings_heading");
      await press("diagnostic.to_choice");
      await press("diagnostic.next");
      await sees("diagnostic.check_heading");
      await page.locator('main input[type="checkbox"]').click();
      await press("check.opt_out_one", imap);
      await sees("diagnostic.results_heading");
      const text = () => page.$eval("main", (main) => main.textContent);
      await expect.poll(text).toContain(say("results.verified_opt_out"));
      expect(await text()).toContain("OO-1001");
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
}

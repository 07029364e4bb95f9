// The app on a service that nobody here wrote: Prism reads docs/openapi.json and answers with the
// examples in it, whatever it is asked. Every page is there, and nothing in it failed.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test as base } from "./harness/journey.js";
import { host, passingTo, started } from "./harness/operator.js";

const DOCUMENT = fileURLToPath(new URL("../../docs/openapi.json", import.meta.url));
const PRISM = fileURLToPath(new URL("node_modules/.bin/prism", import.meta.url));

/** Every kind of page by its address within a tenant, and its heading: its key, or the whole of it. */
const PAGES = {
  "": "home.title",
  "?help=imap": "home.title",
  "?help=&tab=history": "home.title",
  "/about": "app.about",
  "/health": "health.title",
  "/health/EX900001": exampleOf("issues/{id}"),
  "/help": "help.title",
  "/help?q=imap": "help.title",
  "/help/articles/re-enabling": articleOf("re-enabling"),
  [DIAGNOSTIC]: "diagnostic.findings_heading",
  "/help/support?protocol=imap&q=imap": "app.support",
  "/history": "history.title",
  "/messages": "messages.title",
  "/messages/MC424238": exampleOf("messages/{id}"),
  "/messages/MC424238/opt-out": "diagnostic.choose_heading",
  "/nothing/here": "unknown.title",
  "/reports/basic-auth-usage": "usage.title",
  "/settings/organization-profile": "settings.tabs",
  "/settings/security-and-privacy": "settings.tabs",
  "/settings/services": "settings.tabs",
  "/settings/services/modern-authentication": "settings.tabs",
  "/timeline": "timeline.title",
  "/timeline/what-if": "what_if.title",
};

const test = base.extend({
  /** Where the app is served with Prism behind it. */
  site: [
    async ({}, use) => {
      const prism = await started((port) => [PRISM, "mock", DOCUMENT, "--host", "127.0.0.1", "--port", port]);
      const site = await host(passingTo(prism.origin));
      await use(site.origin);
      site.close();
      prism.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("every page renders on Prism", async ({ administrator, page, site }) => {
      test.setTimeout(20_000 + Object.keys(PAGES).length * 5_000);
      for (const [address, heading] of Object.entries(PAGES)) {
        await test.step(`/t/alder-clinic${address}`, async () => {
          await administrator.open(`${site}/t/alder-clinic${address}`);
          const said = typeof heading === "string" ? administrator.say(heading) : heading[administrator.language];
          await expect(page.getByRole("heading", { level: 1, name: said, exact: true })).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          // Whatever fails is in the title, is an alert that says something, or has a report.
          await expect(page).not.toHaveTitle(administrator.say.like("app.title_with_error"));
          await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
          await expect(administrator.button("trouble.copy_report")).toHaveCount(0);
        });
      }
    });
  });
}

/** The title that the document's example of this address has in each language. */
function exampleOf(address) {
  const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
  const answer = document.paths[`/v1/tenants/{tenant}/${address}`].get.responses[200];
  const { title, translations } = answer.content["application/json"].examples.answered.value;
  return { en: title, ja: translations.find(({ lang }) => lang === "ja").title };
}

function articleOf(slug) {
  const titleIn = (language) => {
    const file = new URL(`../../help/${slug}.${language}.md`, import.meta.url);
    return /^title: (.*)$/m.exec(readFileSync(file, "utf8"))[1];
  };
  return { en: titleIn("en"), ja: titleIn("ja") };
}

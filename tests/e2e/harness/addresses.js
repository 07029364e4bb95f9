// Every address of the app: one of each kind of page, and the others that look different because
// the tenant is in another situation. A step that has no address of its own is walked to.

import { readdirSync } from "node:fs";
import { expect } from "@playwright/test";
import { DIAGNOSTIC } from "./administrator.js";

/**
 * One address of each kind, by its name. `walk` goes on from there, by what is on the page;
 * `arrived` is what shows last; `within` is what to audit where axe would take it for the ground of
 * what it covers; `complaint` is what the console rightly says.
 */
export const KINDS = {
  home: {
    address: "/t/alder-clinic",
    arrived: (administrator) => administrator.standing("pop", "blocked"),
  },
  help: {
    address: "/t/alder-clinic/help?q=imap",
    arrived: (administrator) => results(administrator, "main"),
  },
  article: { address: "/t/alder-clinic/help/articles/re-enabling" },
  findings: {
    address: `/t/alder-clinic${DIAGNOSTIC}`,
    arrived: (administrator) => administrator.button("diagnostic.to_choice"),
  },
  choice: {
    address: `/t/alder-clinic${DIAGNOSTIC}`,
    walk: (administrator) => administrator.press("diagnostic.to_choice"),
    arrived: (administrator) => administrator.button("diagnostic.next"),
  },
  check: {
    address: `/t/alder-clinic${DIAGNOSTIC}`,
    walk: (administrator) => administrator.choose("pop", "powershell"),
    arrived: (administrator) => administrator.heading("diagnostic.check_heading"),
  },
  results: {
    address: `/t/alder-clinic${DIAGNOSTIC}`,
    walk: async (administrator) => {
      await administrator.choose("pop", "powershell");
      await administrator.submit("re_enable", "pop", "powershell");
    },
    arrived: (administrator) => administrator.result("powershell").getByRole("progressbar"),
  },
  ticket: {
    address: "/t/larch-publishing/help/support?protocol=imap&q=imap",
    arrived: (administrator) => administrator.button("support.send"),
  },
  "ticket-sent": {
    address: "/t/larch-publishing/help/support?protocol=imap",
    walk: (administrator) => administrator.press("support.send"),
    arrived: (administrator) => administrator.ticket("SR-3001"),
  },
  messages: {
    address: "/t/alder-clinic/messages",
    arrived: ({ page }) => page.getByRole("grid").getByRole("link").first(),
  },
  health: {
    address: "/t/alder-clinic/health",
    arrived: ({ page }) => page.getByRole("rowheader").first(),
  },
  message: {
    address: "/t/cedar-county/messages/MC424238",
    arrived: (administrator) => administrator.link("message.choose"),
  },
  "opt-out-by-post": {
    address: "/t/cedar-county/messages/MC424238/opt-out",
    arrived: (administrator) => administrator.box("imap"),
  },
  history: { address: "/t/kestrel-bank/history" },
  usage: { address: "/t/juniper-insurance/reports/basic-auth-usage" },
  settings: { address: "/t/alder-clinic/settings/services" },
  "organization-profile": { address: "/t/alder-clinic/settings/organization-profile" },
  "modern-authentication": {
    address: "/t/alder-clinic/settings/services/modern-authentication",
    arrived: (administrator) => administrator.button("modern_authentication.review_none"),
  },
  "modern-authentication-review": {
    address: "/t/alder-clinic/settings/services/modern-authentication",
    walk: async (administrator) => {
      await administrator.push(administrator.box("imap"));
      await administrator.press("modern_authentication.review", { count: 1 });
    },
    arrived: (administrator) => administrator.button("modern_authentication.save"),
  },
  timeline: {
    address: "/t/alder-clinic/timeline",
    arrived: ({ page, say }) => page.getByRole("group", { name: say("chart.drawing") }),
  },
  "what-if": {
    address: "/t/alder-clinic/timeline/what-if",
    arrived: (administrator) => administrator.standing("pop", "blocked"),
  },
  "unknown-page": { address: "/t/harbour-foods/nothing/here" },
  "unknown-tenant": { address: "/t/nowhere" },
  "pane-search": {
    address: "/t/alder-clinic?help=imap",
    arrived: (administrator) => results(administrator, "complementary"),
  },
  "pane-history": {
    address: "/t/alder-clinic?help=&tab=history",
    arrived: (administrator) => administrator.receipts().first(),
  },
  // What opens over any page, by the keys that open it.
  search: {
    address: "/t/alder-clinic",
    walk: ({ page }) => page.keyboard.press("ControlOrMeta+k"),
    arrived: ({ page }) => page.getByRole("dialog").getByRole("option").first(),
  },
  shortcuts: {
    address: "/t/alder-clinic",
    walk: ({ page }) => page.keyboard.press("?"),
    arrived: ({ page, say }) => page.getByRole("dialog", { name: say("shortcuts.heading") }),
  },
  // And from the header.
  clock: {
    address: "/t/alder-clinic",
    walk: (administrator) => administrator.clock().click(),
    arrived: (administrator) => administrator.button("records.menu"),
  },
  appearance: {
    address: "/t/alder-clinic",
    walk: (administrator) => administrator.press("app.appearance"),
    arrived: ({ page, say }) => page.getByRole("menu", { name: say("app.appearance") }),
  },
  records: {
    address: "/t/alder-clinic",
    walk: beforeReset,
    arrived: ({ page, say }) => page.getByRole("table", { name: say("records.compared") }),
  },
  toast: {
    address: "/t/alder-clinic",
    walk: async (administrator) => {
      await beforeReset(administrator);
      await administrator.press("records.reset");
      // It stays while the focus is on it.
      await administrator.button("app.undo").focus();
    },
    arrived: (administrator) => administrator.button("app.undo"),
    within: ({ page, say }) => page.getByRole("status").filter({ hasText: say("app.undo") }),
  },
};

/** In these tenants Home, the diagnostic and support say something else. */
const SITUATIONS = [
  "harbour-foods",
  "minato-logistics",
  "larch-publishing",
  "polar-transport",
  "kestrel-bank",
  "sakura-school",
  "willow-hotels",
  "juniper-insurance",
  "cedar-county",
  "granite-survey",
];

export const TENANTS = ["alder-clinic", ...SITUATIONS];

/** All other addresses, in groups. */
export const FURTHER = {
  homes: SITUATIONS.map((tenant) => ({
    address: `/t/${tenant}`,
    arrived: ({ page }) => page.getByRole("rowheader").first(),
  })),
  diagnostics: SITUATIONS.map((tenant) => ({ address: `/t/${tenant}${DIAGNOSTIC}` })),
  "support pages": SITUATIONS.map((tenant) => ({ address: `/t/${tenant}/help/support` })),
  articles: articles().map((slug) => ({ address: `/t/harbour-foods/help/articles/${slug}` })),
  "settings of tenants": SITUATIONS.map((tenant) => ({
    address: `/t/${tenant}/settings/services/modern-authentication`,
  })).concat([{ address: "/t/alder-clinic/settings/security-and-privacy" }]),
  "help and messages": [
    { address: "/t/alder-clinic/about" },
    { address: "/t/alder-clinic/help" },
    { address: "/t/alder-clinic/help?q=zzqx" },
    { address: "/t/alder-clinic?help=" },
    { address: "/t/granite-survey?help=&tab=history" },
    { address: "/t/alder-clinic/help/articles/nothing" },
    { address: "/t/alder-clinic/messages?is=archived" },
    { address: "/t/harbour-foods/messages?is=due" },
    { address: "/t/alder-clinic/messages/MC441751" },
    { address: "/t/alder-clinic/health/EX900001" },
    { address: "/t/willow-hotels/messages/MC950103" },
    { address: "/t/harbour-foods/messages/MC922080" },
    { address: "/t/harbour-foods/messages/MC000000", complaint: "404" },
  ],
};

/** Goes there, and waits until all is there and stays as it is. */
export async function visit(administrator, { address, walk, arrived = heading }) {
  await administrator.open(address);
  await walk?.(administrator);
  await expect(arrived(administrator)).toBeVisible();
  await expect(administrator.page.locator('[aria-busy="true"]')).toHaveCount(0);
  await still(administrator.page);
}

/** To the preview of what a reset would replace. */
async function beforeReset(administrator) {
  await administrator.clock().click();
  await administrator.press("records.menu");
  await administrator.press("records.reset");
  await expect(KINDS.records.arrived(administrator)).toBeVisible();
}

function heading({ page }) {
  return page.getByRole("heading", { level: 1 });
}

/** Resolves when nothing has been written to the page for three frames. */
export async function still(page) {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        let frames = 0;
        const watch = new MutationObserver(() => {
          frames = 0;
        });
        watch.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
        const frame = () => {
          frames += 1;
          if (frames < 3) {
            requestAnimationFrame(frame);
          } else {
            watch.disconnect();
            resolve();
          }
        };
        requestAnimationFrame(frame);
      }),
  );
}

function results({ page, say }, place) {
  const region = page.getByRole(place).getByRole("region", { name: say("help.results") });
  return region.getByRole("article").first();
}

function articles() {
  const files = readdirSync(new URL("../../../help/", import.meta.url));
  return files.filter((file) => file.endsWith(".en.md")).map((file) => file.slice(0, -".en.md".length));
}

// Where one is: addresses that can be shared, titles, focus, and the way back.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";

const SHORT = {
  "/": ["/t/harbour-foods", "home.title"],
  "/help?q=pop": ["/t/harbour-foods/help?q=pop", "help.title"],
  "/help/diagnostics/basic-auth": [
    "/t/harbour-foods/help/diagnostics/basic-auth",
    "diagnostic.findings_heading",
  ],
  "/help/support?protocol=imap&q=pop": [
    "/t/harbour-foods/help/support?protocol=imap&q=pop",
    "app.support",
  ],
  "/nothing/here": ["/t/harbour-foods/nothing/here", "unknown.title"],
};

for (const [short, [canonical, heading]] of Object.entries(SHORT)) {
  test(`${short} becomes canonical, and back does not come to it again`, async ({ administrator, page }) => {
    await page.goto("about:blank");
    await administrator.open(short);
    await expect(administrator.heading(heading)).toBeVisible();
    await expect(page).toHaveURL(canonical);
    await page.goBack();
    await expect(page).toHaveURL("about:blank");
  });
}

test("a short address opens the last tenant", async ({ administrator, page }) => {
  await administrator.open("/t/alder-clinic");
  await administrator.open(DIAGNOSTIC);
  await expect(page).toHaveURL(`/t/alder-clinic${DIAGNOSTIC}`);
});

test("an unknown page says so and offers the search", async ({ administrator, page, audit }) => {
  await administrator.open("/t/harbour-foods/nothing/here");
  await expect(administrator.heading("unknown.title")).toBeVisible();
  await expect(page).toHaveURL("/t/harbour-foods/nothing/here");
  await hasTitle(administrator, "app.unknown");
  await page.getByRole("searchbox").fill("imap");
  await expect(page.getByRole("region", { name: administrator.say("help.results") })).toBeVisible();
  await audit();
  await administrator.follow("unknown.home");
  await expect(page).toHaveURL("/t/harbour-foods");
});

test("an unknown tenant says so and offers those there are", async ({ administrator, page, audit }) => {
  await administrator.open("/t/nowhere");
  await expect(administrator.heading("app.no_such_tenant", { id: "nowhere" })).toBeVisible();
  await audit();
  await page.getByRole("link", { name: "Alder Clinic" }).click();
  await expect(administrator.heading("home.title")).toBeVisible();
  await expect(page).toHaveURL("/t/alder-clinic");
});

test("every page has its title, and its heading takes the focus", async ({ administrator, page }) => {
  await administrator.open("/");
  await hasTitle(administrator, "app.home");
  await administrator.follow("app.diagnostic");
  await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
  await hasTitle(administrator, "app.diagnostic");
  await administrator.follow("app.help");
  await expect(administrator.heading("help.title")).toBeFocused();
  await hasTitle(administrator, "app.help");
  await administrator.follow("help.open_once");
  const article = page.getByRole("heading", { level: 1 });
  await expect(article).toBeFocused();
  const name = await article.textContent();
  await expect(page).toHaveTitle(administrator.say("app.title", { page: name, tenant: "Harbour Foods" }));
  await administrator.follow("app.home");
  await expect(administrator.heading("home.title")).toBeFocused();
  await hasTitle(administrator, "app.home");
});

test("back returns to the place on the page that was left", async ({ administrator, page }) => {
  await page.setViewportSize({ width: 800, height: 400 });
  await administrator.open("/");
  const rpc = { next: administrator.say("next.opt_out"), protocol: administrator.protocol("rpc") };
  await administrator.follow("home.step_for", rpc);
  await expect(administrator.heading("diagnostic.findings_heading")).toBeFocused();
  await page.goBack();
  await expect(administrator.heading("home.title")).toBeFocused();
  await expect(administrator.link("home.step_for", rpc)).toBeInViewport();
});

test("help opens over the page and keeps it, in the address too", async ({ administrator, page }) => {
  await administrator.open(DIAGNOSTIC);
  await administrator.press("diagnostic.to_choice");
  await administrator.box("imap").check();
  const pane = page.getByRole("complementary", { name: administrator.say("help.title") });
  const search = page.getByRole("searchbox", { name: administrator.say("help.search") });

  await administrator.press("app.help_and_support");
  await search.fill("imap");
  await expect(page).toHaveURL(/\?help=imap$/);
  await expect(administrator.box("imap")).toBeChecked();
  await page.goBack();
  await expect(pane).toBeHidden();
  await expect(administrator.box("imap")).toBeChecked();

  await page.goForward();
  await expect(search).toHaveValue("imap");
  await administrator.press("help.close");
  await expect(pane).toBeHidden();
  await expect(administrator.button("app.help_and_support")).toBeFocused();
});

test("an address with help= opens the pane", async ({ administrator, page }) => {
  await administrator.open("/t/harbour-foods?help=imap");
  await expect(administrator.heading("home.title")).toBeVisible();
  await expect(page.getByRole("searchbox", { name: administrator.say("help.search") })).toHaveValue("imap");
  await expect(page.getByRole("region", { name: administrator.say("help.results") })).toBeVisible();
});

async function hasTitle(administrator, page) {
  const title = { page: administrator.say(page), tenant: "Harbour Foods" };
  await expect(administrator.page).toHaveTitle(administrator.say("app.title", title));
}

// An app that config.json sends to a service: what it makes of what the service says at the start.

import { DIAGNOSTIC } from "./harness/administrator.js";
import { expect, test } from "./harness/journey.js";
import { hostApart, listening, referenceServer } from "./harness/operator.js";

const PROBLEM = "urn:admin-center:problem:";

/** Has the app ask a service, which answers every request so. */
async function serve(page, answer) {
  await page.route("**/config.json", (route) => route.fulfill({ json: { backend: "http", base: "/api" } }));
  await page.route("**/api/v1/**", answer);
}

const problem = (type, status, more = {}) => ({
  status,
  contentType: "application/problem+json",
  headers: { "X-Request-Id": "0af7651916cd43dd", ...more.headers },
  body: JSON.stringify({ type: PROBLEM + type, title: "Said by the service", status, ...more.members }),
});

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("whoever is signed out is sent to sign in, and the page comes back to where it was", async ({
      administrator,
      audit,
      complaints,
      page,
    }) => {
      const members = { signIn: "/sign-in" };
      await serve(page, (route) => route.fulfill(problem("unauthenticated", 401, { members })));
      await page.route("**/api/sign-in?**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Who?</h1>" }));
      await page.goto("/t/harbour-foods/messages?q=a");
      await expect(administrator.heading("session.needed")).toBeVisible();
      await audit();
      await administrator.press("session.sign_in");
      await expect(page).toHaveURL(/\/api\/sign-in\?return=%2Ft%2Fharbour-foods%2Fmessages%3Fq%3Da$/);
      expect(complaints.splice(0).join("\n")).toMatch(/401/);
    });

    test("a service that asks for a pause says until when, under what name, and what to report", async ({
      administrator,
      audit,
      complaints,
      context,
      page,
    }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const headers = { Date: "Mon, 10 Oct 2022 16:00:00 GMT", "Retry-After": "300" };
      await serve(page, (route) => route.fulfill(problem("unavailable", 503, { headers })));
      await page.goto("/t/harbour-foods");
      const main = page.getByRole("main");
      await expect(main).toContainText(administrator.say("trouble.unavailable"));
      await expect(main).toContainText(/16:05/);
      await expect(main).toContainText("0af7651916cd43dd");
      await expect(main).not.toContainText("Said by the service");
      await audit();
      await administrator.press("trouble.copy_report");
      await expect(main).toContainText(administrator.say("copy.done"));
      const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
      expect(report).toMatchObject({ request: "GET /v1/session", status: 503, requestId: "0af7651916cd43dd" });
      expect(JSON.stringify(report)).not.toContain("harbour");
      expect(complaints.splice(0).join("\n")).toMatch(/503/);
    });

    test("what no program knows is said in its own words, and never as a heading", async ({
      administrator,
      complaints,
      page,
    }) => {
      await serve(page, (route) => route.fulfill(problem("of-tomorrow", 409)));
      await page.goto("/");
      const main = page.getByRole("main");
      await expect(main).toContainText(administrator.say("trouble.unknown"));
      await expect(main).toContainText("Said by the service");
      await expect(page.getByRole("heading")).not.toContainText(["Said by the service"]);
      expect(complaints.splice(0).join("\n")).toMatch(/409/);
    });
  });
}

test("a service on another origin is asked with its cookies, where policy and service allow it", async ({
  administrator,
  baseURL,
  complaints,
  page,
}) => {
  const asked = [];
  let site = "";
  const service = await listening((request, response) => {
    asked.push(`${request.method} ${request.url}, ${request.headers.cookie}`);
    const { status, contentType, body, headers } = problem("unavailable", 503);
    response.writeHead(status, {
      ...headers,
      "Content-Type": contentType,
      "Retry-After": "300",
      "Access-Control-Allow-Origin": site,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": "Date, ETag, Retry-After, X-Request-Id",
    });
    response.end(body);
  });
  // The app as it is served everywhere else, with settings and a policy of this operator's.
  let sources = "connect-src 'self'";
  const host = await listening(async (request, response) => {
    const answer = await fetch(baseURL + request.url);
    const policy = answer.headers.get("Content-Security-Policy").replace("connect-src 'self'", sources);
    response.writeHead(200, { "Content-Type": answer.headers.get("Content-Type"), "Content-Security-Policy": policy });
    const settings = JSON.stringify({ backend: "http", base: service.origin, credentials: "include" });
    response.end(request.url.endsWith("/config.json") ? settings : Buffer.from(await answer.arrayBuffer()));
  });
  site = host.origin;
  // Another port is another origin, and the same site: the cookie goes along.
  await page.context().addCookies([{ name: "session", value: "secret", url: service.origin, sameSite: "Strict" }]);
  const main = page.getByRole("main");

  await page.goto(site);
  await expect(main).toContainText("No answer came.");
  expect(asked).toEqual([]);
  expect(complaints.splice(0).join("\n")).toMatch(/Content Security Policy/);

  sources += ` ${service.origin}`;
  await page.goto(site);
  await expect(main).toContainText(administrator.say("trouble.unavailable"));
  // The browser shows the app what the service lets it.
  await expect(main).toContainText("0af7651916cd43dd");
  expect(asked).toEqual(["GET /v1/session, session=secret"]);
  expect(complaints.splice(0).join("\n")).toMatch(/503/);
  [service, host].forEach(({ close }) => close());
});

test("whoever signs in at a service on another origin comes back to the page, and can act", async ({
  administrator,
  complaints,
  page,
}) => {
  const site = await hostApart(() => service.origin);
  const service = await referenceServer("--app-origin", site.origin);
  const address = `${site.origin}/t/harbour-foods${DIAGNOSTIC}?protocol=imap`;
  await page.goto(address);
  await administrator.press("session.sign_in");
  await expect(page).toHaveURL(`${service.origin}/sign-in?${new URLSearchParams({ return: address })}`);
  await administrator.chooseToBe("Robin Tanaka");
  await expect(page).toHaveURL(address);
  expect(complaints.splice(0).join("\n")).toMatch(/401/);

  await administrator.choose("imap");
  await administrator.submit("opt_out", "imap");
  await administrator.seesOneReceipt("imap", "OO-1001");
  [service, site].forEach(({ close }) => close());
});

test("answers that are no answers are asked for again, at most four times", async ({ complaints, page }) => {
  let asked = 0;
  await serve(page, (route) => {
    asked += 1;
    return route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" });
  });
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText("No answer came.");
  expect(asked).toBe(4);
  expect(complaints.splice(0).join("\n")).toMatch(/502/);
});

test("an answer without an end is given up", async ({ complaints, page }) => {
  await serve(page, (route) => route.fulfill({ contentType: "application/json", body: " ".repeat(9_000_000) }));
  await page.goto("/");
  await expect(page.getByRole("main")).toContainText("No answer came.", { timeout: 20_000 });
  expect(complaints.splice(0).join("\n")).toMatch(/longer than 8388608 bytes/);
});

// How the app starts, and what stands on the page when it cannot.

import { sticksOut } from "./harness/geometry.js";
import { expect, flipped, test } from "./harness/journey.js";

const NOTICE = "Admin center could not start";
const NOTICE_JA = "管理センターを開始できませんでした";

test("the app starts under the full policy and shows no notice", async ({ page }) => {
  const response = await page.goto("/");
  const policy = response.headers()["content-security-policy"];
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.getByText(NOTICE)).toBeHidden();
});

test("before the first view only what it needs is fetched, once and compressed", async ({ page }) => {
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const name = (answer) => new URL(answer.url()).pathname.replace(/-[0-9a-f]+/, "");
  const needed = ["/", "/app.css", "/app.js", "/app.wasm", "/config.json", "/early.js", "/words.en.json"];
  expect(answers.map(name).sort()).toEqual(needed);
  const [forEver, notAtAll] = ["public, max-age=31536000, immutable", "no-cache"];
  // A compressed copy would not follow what an operator writes into the file.
  const exceptions = { "/": ["br", notAtAll], "/config.json": [undefined, notAtAll] };
  for (const answer of answers) {
    const headers = await answer.allHeaders();
    const expected = exceptions[name(answer)] ?? ["br", forEver];
    expect([headers["content-encoding"], headers["cache-control"]], answer.url()).toEqual(expected);
  }
});

test("a second visit asks for the page and the operator's file, and has the rest already", async ({ context, page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const again = await context.newPage();
  const devtools = await context.newCDPSession(again);
  const cached = new Set();
  const asked = [];
  devtools.on("Network.requestServedFromCache", ({ requestId }) => cached.add(requestId));
  devtools.on("Network.responseReceived", ({ requestId, response: { fromDiskCache, url } }) => {
    if (!fromDiskCache && !cached.has(requestId)) {
      asked.push(new URL(url).pathname);
    }
  });
  await devtools.send("Network.enable");
  await again.goto("/");
  await expect(again.getByRole("heading", { level: 1 })).toBeVisible();
  expect(asked.sort()).toEqual(["/", "/config.json"]);
});

test("markup from a string is refused", async ({ page, complaints }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  // `evaluate` works beneath the policy, so a timer has to do the deed.
  const name = await page.evaluate(
    () =>
      new Promise((resolve) => {
        setTimeout(() => {
          try {
            document.createElement("template").innerHTML = "<b>markup</b>";
            resolve("admitted");
          } catch (error) {
            resolve(error.name);
          }
        });
      }),
  );
  expect(name).toBe("TypeError");
  expect(complaints.splice(0).join()).toContain("TrustedHTML");
});

test("the page holds every style sheet and script to a checksum", async ({ page }) => {
  await page.goto("/");
  const held = await page.evaluate(() =>
    [...document.querySelectorAll("link[rel=stylesheet], script")].map(({ integrity }) => integrity),
  );
  expect(held).toHaveLength(3);
  expect(held).toEqual(held.map(() => expect.stringMatching(/^sha384-/)));
});

const FAILURES = {
  "the wasm is blocked": (page) => page.route("**/*.wasm", (route) => route.abort()),
  "the wasm is missing": (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
  "the words are blocked": (page) => page.route("**/words.*", (route) => route.abort()),
  "the words are of another build": (page) => page.route("**/words.*", (route) => route.fulfill({ json: {} })),
  "the operator's file is blocked": (page) => page.route("**/config.json", (route) => route.abort()),
  "what comes first is blocked": (page) => page.route("**/early-*.js", (route) => route.abort()),
  "the starter is blocked": (page) => page.route("**/app-*.js", (route) => route.abort()),
  "one byte of the wasm is another": (page) => page.route("**/app-*.wasm", flipped),
  "one byte of the starter is another": (page) => page.route("**/app-*.js", flipped),
  "the browser knows no wasm": (page) => page.addInitScript(() => delete globalThis.WebAssembly),
  "the browser knows only an older wasm": (page) =>
    page.addInitScript(() => {
      const refuse = () => Promise.reject(new WebAssembly.CompileError("invalid opcode"));
      Object.assign(WebAssembly, { compileStreaming: refuse, instantiate: refuse, instantiateStreaming: refuse });
    }),
};

for (const [failure, provoke] of Object.entries(FAILURES)) {
  test(`${failure}: the page says so in both languages within 3 s`, async ({ page, complaints }) => {
    await provoke(page);
    await page.goto("/");
    await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 3000 });
    await expect(page.getByText(NOTICE_JA)).toBeVisible();
    expect(complaints.splice(0)).not.toEqual([]);
  });
}

test("the operator's file is waited for 5 s, and the page says that it did not come", async ({ page, complaints }) => {
  const begun = Date.now();
  // Nobody answers.
  await page.route("**/config.json", () => {});
  await page.goto("/");
  await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 8000 });
  await expect(page.getByText(NOTICE_JA)).toBeVisible();
  expect(Date.now() - begun).toBeGreaterThan(5000);
  expect(complaints.splice(0).join("\n")).toMatch(/TimeoutError/);
});

for (const [locale, sentence] of [
  ["en-GB", "“backend” must be one of these: in-browser and http."],
  ["ja-JP", "「backend」には、次のいずれかを指定してください: in-browser、http"],
]) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale });

    test("a config.json that is wrong is said to be, by its member, and no app is behind it", async ({
      page,
      audit,
    }) => {
      await page.route("**/config.json", (route) => route.fulfill({ json: { backend: "https" } }));
      await page.goto("/");
      await expect(page.getByRole("main")).toContainText(sentence);
      await expect(page.getByRole("navigation")).toBeHidden();
      await expect(page.getByText(NOTICE)).toBeHidden();
      await audit();
    });
  });
}

test("without a config.json the app has its tenants in the browser", async ({ page, complaints }) => {
  await page.route("**/config.json", (route) => route.fulfill({ status: 404 }));
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Basic authentication");
  expect(complaints.splice(0)).toEqual([expect.stringContaining("404")]);
});

const OLDER_BROWSERS = {
  "knows no modules": withoutModules,
  "knows no cascade layers either, and so no style of the app": async (page) => {
    await withoutModules(page);
    await page.route("**/*.css", (route) => route.fulfill({ contentType: "text/css", body: "" }));
  },
};

for (const [what, age] of Object.entries(OLDER_BROWSERS)) {
  test(`an older browser ${what}: the page says so in both languages within 3 s`, async ({ page, complaints }) => {
    await age(page);
    await page.goto("/");
    await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 3000 });
    await expect(page.getByText(NOTICE_JA)).toBeVisible();
    // An empty style sheet is not the one to which the page is held.
    complaints.splice(0);
  });
}

test("the notice can be read by everyone", async ({ page, audit, complaints }) => {
  await FAILURES["the browser knows no wasm"](page);
  await page.goto("/");
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 640 });
      await expect(page.getByRole("heading", { name: NOTICE })).toBeVisible();
      expect(await page.evaluate(sticksOut)).toEqual([]);
      await audit();
    }
  }
  await expect(page.locator('[lang="en"]').getByRole("heading", { name: NOTICE })).toBeVisible();
  await expect(page.locator('[lang="ja"]').getByRole("heading", { name: NOTICE_JA })).toBeVisible();
  complaints.splice(0);
});

async function withoutModules(page) {
  await page.addInitScript(() => delete HTMLScriptElement.prototype.noModule);
  // Of what is fetched ahead and not used, the browser complains at a time of its own.
  const aged = (html) => html.replaceAll('"module', '"not-yet-known').replaceAll(/<link rel="preload"[^>]*>/g, "");
  await withPage(page, aged);
}

/** The page as another browser reads it. */
async function withPage(page, change) {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says so in both languages within 3 s", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByText(NOTICE)).toBeVisible({ timeout: 3000 });
    await expect(page.getByText(NOTICE_JA)).toBeVisible();
  });
});

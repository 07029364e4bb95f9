// How much memory the app keeps when the same thing is opened again and again: each page, the help
// pane and the search. WebAssembly's memory never shrinks, so its growth is what counts.
//
//     node bench/use/memory.js APP      an address; prints JSON, one line for each thing

import { createRequire } from "node:module";

// Where the journeys have it.
const { chromium } = createRequire(new URL("../../tests/e2e/", import.meta.url))("@playwright/test");

const TENANT = "/t/alder-clinic";
/** How often something was opened when memory is read: after the warm-up, in the middle, at the end. */
const MARKS = [100, 500, 1000];

/** What is opened by an address that a link of the page has, and the way back. */
const PAGES = [
  "/help/diagnostics/basic-auth",
  "/help",
  "/help/support",
  "/settings/services",
  "/messages",
  "/health",
  "/reports/basic-auth-usage",
  "/timeline",
  "/history",
  "/about",
];
const THINGS = {
  ...Object.fromEntries(PAGES.map((page) => [page, { open: byLink(page), close: byLink("") }])),
  "the help pane": {
    open: { press: ".help-button", until: ".pane__close" },
    close: { press: ".pane__close", gone: ".pane__close" },
  },
  "the search": {
    open: { press: ".search-button", until: "dialog[open]" },
    close: { press: "dialog[open] .dialog__actions > :last-child > button", gone: "dialog[open]" },
  },
};

const origin = process.argv[2];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc", "--disable-background-networking", "--no-first-run"],
});
for (const [name, { open, close }] of Object.entries(THINGS)) {
  console.log(JSON.stringify({ name, marks: await openings(open, close) }));
}
await browser.close();

/** A link of the navigation; there, the heading is another page's. */
function byLink(page) {
  return { press: `.app-nav a[href$="${TENANT}${page}"]`, until: "main h1" };
}

async function openings(open, close) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(keepMemory);
  await page.goto(origin + TENANT);
  await page.locator("main tbody tr").first().waitFor();
  const marks = [];
  let opened = 0;
  for (const mark of MARKS) {
    await page.evaluate(([open, close, times]) => globalThis.openAgain(open, close, times), [open, close, mark - opened]);
    opened = mark;
    marks.push({ opened, ...(await page.evaluate(() => globalThis.memory())) });
  }
  await context.close();
  return marks;
}

/** In the page: has the program's memory read, and does the same thing again and again. */
function keepMemory() {
  let memory;
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
  globalThis.memory = () => {
    globalThis.gc();
    return { wasm: memory.buffer.byteLength, script: performance.memory.usedJSHeapSize };
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** Waits until there is another than before, or none. */
  const changed = async (selector, before, isWanted) => {
    for (let frames = 0; frames < 600; frames++) {
      const found = document.querySelector(selector);
      if (isWanted ? found !== null && found !== before : found === null) {
        return;
      }
      await frame();
    }
    throw new Error(`${selector} ${isWanted ? "does not come" : "stays"}`);
  };
  globalThis.openAgain = async (open, close, times) => {
    for (let time = 0; time < times; time++) {
      for (const { press, until, gone } of [open, close]) {
        const before = document.querySelector(until ?? gone);
        document.querySelector(press).click();
        await changed(until ?? gone, before, until !== undefined);
      }
    }
  };
}

// Serves the page, drives Chromium through it, and writes docs/bench-search.md. `cargo xtask bench
// search` calls it and has built what it serves.

import { createServer } from "node:http";
import { readFile, writeFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { report } from "./report.js";

const SIZES = [100, 1000, 5000];
const SLOWER = [1, 4];
const ROUNDS = Number(process.env.ROUNDS ?? 5);
// How long one engine may be asked for one size and speed, in milliseconds.
const PATIENCE = Number(process.env.PATIENCE ?? 15_000);
const PORT = Number(process.env.PORT ?? 8096);

const here = import.meta.dirname;
const built = join(here, "..", "..", "target", "bench-search");
const PLACES = { "/built/": built, "/corpus/": built, "/node_modules/": join(here, "node_modules"), "/": join(here, "page") };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

// The two policies give the page a finer clock.
const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://localhost").pathname;
  const [prefix, folder] = Object.entries(PLACES).find(([prefix]) => path.startsWith(prefix));
  const file = join(folder, normalize(`/${path.slice(prefix.length) || "index.html"}`));
  try {
    const body = await readFile(file);
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "text/plain",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});

const log = (text) => process.stderr.write(`${text}\n`);

async function open(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => log(String(error)));
  await page.goto(`http://127.0.0.1:${PORT}/`);
  await page.waitForFunction(() => window.bench !== undefined);
  return { page, session: await context.newCDPSession(page), close: () => context.close() };
}

// Bytes that an index adds to a page of its own: the heap after collecting what is garbage, and the
// memory of WebAssembly.
async function memory(browser, name, size) {
  const { page, session, close } = await open(browser);
  const weigh = async () => {
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize + (await page.evaluate(() => window.bench.weight()));
  };
  await page.evaluate((size) => window.bench.corpus(size), size);
  const before = await weigh();
  await page.evaluate(([name, size]) => window.bench.keep(name, size), [name, size]);
  const after = await weigh();
  await close();
  return after - before;
}

await new Promise((resolve) => server.listen(PORT, "127.0.0.1", resolve));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--js-flags=--expose-gc", "--no-sandbox"],
});
const { page, session } = await open(browser);
page.setDefaultTimeout(0);
const names = await page.evaluate(() => window.bench.names);
const results = { names, sizes: {}, browser: browser.version() };
for (const size of SIZES) {
  const result = { speeds: {}, memory: {} };
  for (const slower of SLOWER) {
    log(`${size} entries, ${slower}× slower`);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
    result.speeds[slower] = {
      builds: await page.evaluate(([size, rounds]) => window.bench.builds(size, rounds), [size, ROUNDS]),
      keystrokes: await page.evaluate(
        ([size, rounds, patience]) => window.bench.keystrokes(size, rounds, patience),
        [size, ROUNDS, PATIENCE],
      ),
    };
  }
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  log(`${size} entries, answers and memory`);
  result.answers = await page.evaluate((size) => window.bench.answers(size), size);
  for (const name of names) result.memory[name] = await memory(browser, name, size);
  results.sizes[size] = result;
}
await browser.close();
server.close();
await writeFile(join(built, "results.json"), JSON.stringify(results, null, 1));
const text = await report(results, here);
await writeFile(join(here, "..", "..", "docs", "bench-search.md"), text);
process.stdout.write(text);

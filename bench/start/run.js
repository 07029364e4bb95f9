// How both pages start, in turns: the app's first tenant and the floor. Each visit is that of a new
// browser profile, over a line and with a processor slowed down as Lighthouse does for a phone.
//
//     node bench/start/run.js APP FLOOR      addresses; prints JSON, one line for each visit

import { createRequire } from "node:module";

// Where the journeys have it.
const { chromium } = createRequire(new URL("../../tests/e2e/", import.meta.url))("@playwright/test");

const ROUNDS = 5;
const PHONE = {
  network: { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 },
  cpu: { rate: 4 },
};

const pages = Object.entries({ app: process.argv[2], floor: process.argv[3] });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
for (let round = 0; round < ROUNDS; round++) {
  // Who goes first changes.
  const turns = round % 2 === 0 ? pages : pages.toReversed();
  for (const [name, address] of turns) {
    console.log(JSON.stringify({ name, ...(await visit(address)) }));
  }
}
await browser.close();

async function visit(address) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", PHONE.network);
  await devtools.send("Emulation.setCPUThrottlingRate", PHONE.cpu);
  let [requests, bytes] = [0, 0];
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  await page.addInitScript(observe);
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  // What is drawn last is painted before the next frame but one; a paint is told of a little later.
  const paints = await page.evaluate(() => globalThis.settled());
  await context.close();
  return { ...paints, requests, bytes };
}

/** In the page: keeps what a browser tells of its start. */
function observe() {
  const found = { first: 0, largest: 0, usable: 0, blocked: 0, moved: 0 };
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  on("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") {
      found.first = startTime;
    }
  });
  on("largest-contentful-paint", ({ startTime }) => (found.largest = startTime));
  on("longtask", ({ duration }) => (found.blocked += Math.max(0, duration - 50)));
  on("layout-shift", ({ value, hadRecentInput }) => (found.moved += hadRecentInput ? 0 : value));
  const drawing = new MutationObserver(() => {
    if (document.querySelector("main h1") !== null) {
      drawing.disconnect();
      found.usable = performance.now();
    }
  });
  drawing.observe(document, { childList: true, subtree: true });
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  globalThis.settled = async () => {
    for (let frames = 0; frames < 30; frames++) {
      await frame();
    }
    return found;
  };
}

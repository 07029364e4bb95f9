// Journeys through the built app, in the Chromium of this machine.

import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.PORT ?? 8090);

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.js",
  outputDir: "../../target/e2e",
  reporter: "list",
  // A journey that passes the second time hides a fault.
  retries: 0,
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: "en-GB",
    // The computer's zone shows only where the end of a phase is told.
    timezoneId: "Asia/Tokyo",
    trace: "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  expect: {
    // The whole tree: what is new in it has to be looked at too.
    toMatchAriaSnapshot: { children: "deep-equal", pathTemplate: "{testDir}/trees/{arg}{ext}" },
  },
  webServer: {
    command: "node harness/server.js",
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
  },
});

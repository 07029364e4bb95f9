// Journeys through the built app, in the Chromium of this machine.

import { defineConfig } from "@playwright/test";

/** Where dist/ is served; one further, if GALLERY names it, the build that has a gallery. */
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
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, pathTemplate: "{testDir}/baselines/{arg}{ext}" },
  },
  webServer: [server(PORT, {}), ...(process.env.GALLERY ? [server(PORT + 1, { DIST: process.env.GALLERY })] : [])],
});

function server(port, env) {
  return {
    command: "node harness/server.js",
    env: { ...env, PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  };
}

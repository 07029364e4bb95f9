// Pictures for the README of what is in dist/. Called by `cargo xtask pictures`.

import journeys from "./playwright.config.js";

export default {
  ...journeys,
  testMatch: "pictures.js",
  use: { ...journeys.use, viewport: { width: 1280, height: 860 } },
};

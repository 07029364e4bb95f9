// Everything that is taken of what is in dist/: the README's pictures, and the trees of the pages.
// Called by `cargo xtask pictures`.

import journeys from "./playwright.config.js";

export default {
  ...journeys,
  testMatch: ["pictures.js", "trees.spec.js"],
  updateSnapshots: "all",
  use: { ...journeys.use, viewport: { width: 1280, height: 860 } },
};

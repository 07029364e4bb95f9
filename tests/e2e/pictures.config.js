// Everything that is taken of what is in dist/: the README's pictures, the trees of the pages, and
// the pictures that the tests compare with. Called by `cargo xtask pictures`.

import journeys from "./playwright.config.js";

export default {
  ...journeys,
  testMatch: ["pictures.js", "trees.spec.js", "baselines.spec.js"],
  updateSnapshots: "all",
};

// Prints nanoseconds for each decision and milliseconds for each life, of the wasm module in the folder
// that is named.

const { join, resolve } = require("node:path");

const DECISIONS = 1_000_000;
const LIVES = 100;
const { decided, lived } = require(join(resolve(process.argv[2]), "policy_bench.js"));

// Until the engine has compiled it for good.
decided(2 * DECISIONS);
const decision = timed(() => decided(DECISIONS)) / DECISIONS;
const life = timed(() => {
  for (let times = 0; times < LIVES; times++) {
    lived();
  }
}) / LIVES;
console.log(decision * 1e6, life);

function timed(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

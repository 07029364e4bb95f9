// The tables of docs/bench-search.md.

import { readFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

const OURS = "ours";

export async function report({ names, sizes, browser }, here) {
  const packages = JSON.parse(await readFile(join(here, "package.json"), "utf8")).devDependencies;
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  const [processor] = cpus();
  const machine = `${cpus().length} × ${processor.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const parts = [
    "# The help search beside its peers",
    `\`cargo xtask bench search\` wrote this on ${new Date().toISOString().slice(0, 10)}: Chromium ${browser}, ${versions.join(", ")}; ${machine}. The machine is shared, so only what stands beside each other in one run can be compared. [How the corpora and the judged queries were made, how it is measured, and how each engine is set up](../bench/search/README.md).`,
    "## Targets",
    targets(sizes, names),
    "## Answers to the 100 judged queries",
    "The corpus of 100 does not have all the answers and is left out.",
    table(
      ["entries", "engine", "recall@1", "of it English", "Japanese", "recall@3", "MRR"],
      rows(sizes, names, ({ answers }, name, size) => {
        if (size === "100") return undefined;
        const { recall1, recall1English, recall1Japanese, recall3, reciprocal } = answers[name];
        return [recall1, recall1English, recall1Japanese, recall3, reciprocal].map((part) => part.toFixed(2));
      }),
    ),
    "## Time and space",
    "Milliseconds; in brackets with the processor slowed down four times. Sizes in KiB; index as it would be sent, before compression.",
    table(
      ["entries", "engine", "build", "keystroke p50", "keystroke p95", "index", "memory"],
      rows(sizes, names, ({ speeds, answers, memory }, name) => [
        both(speeds, (speed) => speed.builds[name]),
        both(speeds, (speed) => speed.keystrokes[name].p50),
        both(speeds, (speed) => speed.keystrokes[name].p95),
        kibibytes(answers[name].bytes),
        kibibytes(memory[name]),
      ]),
    ),
    asked(sizes, names),
  ];
  return `${parts.join("\n\n")}\n`;
}

// Ratios of ours to theirs at 1,000 and 5,000 entries.
function targets(sizes, names) {
  const lines = [];
  const peers = names.filter((name) => name !== OURS);
  for (const size of ["1000", "5000"]) {
    const { speeds, answers } = sizes[size];
    const line = (what, peer, value, limit, holds) => lines.push([thousands(size), what, peer, value, limit, holds ? "yes" : "no"]);
    const atMost = (what, peer, ours, theirs, limit) => line(what, peer, `${(ours / theirs).toFixed(2)} ×`, `≤ ${limit}`, ours <= theirs * limit);
    for (const peer of peers.filter((name) => name.startsWith("FlexSearch"))) {
      for (const [slower, { keystrokes }] of Object.entries(speeds)) {
        const how = slower === "1" ? "" : `, ${slower}× slower`;
        atMost(`keystroke p95${how}`, peer, keystrokes[OURS].p95, keystrokes[peer].p95, 1);
      }
    }
    for (const [what, name] of [["recall1", "recall@1"], ["recall3", "recall@3"], ["reciprocal", "MRR"]]) {
      const best = Math.max(...peers.map((peer) => answers[peer][what]));
      const who = peers.filter((peer) => answers[peer][what] === best).join(", ");
      line(name, who, `${answers[OURS][what].toFixed(2)} to ${best.toFixed(2)}`, "≥ theirs", answers[OURS][what] >= best);
    }
    atMost("index", "MiniSearch", answers[OURS].bytes, answers.MiniSearch.bytes, 1);
    for (const [slower, { builds }] of Object.entries(speeds)) {
      atMost(slower === "1" ? "build" : `build, ${slower}× slower`, "MiniSearch", builds[OURS], builds.MiniSearch, 0.5);
    }
  }
  return table(["entries", "what", "beside", "ours", "target", "met"], lines);
}

function rows(sizes, names, cells) {
  return Object.entries(sizes).flatMap(([size, result]) =>
    names.flatMap((name) => {
      const found = cells(result, name, size);
      return found ? [[thousands(size), name, ...found]] : [];
    }),
  );
}

// Who was too slow to be asked everything.
function asked(sizes, names) {
  const short = [];
  for (const [size, { speeds }] of Object.entries(sizes)) {
    for (const [slower, { keystrokes }] of Object.entries(speeds)) {
      const all = Math.max(...names.map((name) => keystrokes[name].count));
      for (const name of names.filter((name) => keystrokes[name].count < all)) {
        short.push(`${name} with ${thousands(size)} entries${slower === "1" ? "" : `, ${slower}× slower`}: ${keystrokes[name].count} of ${all} keystrokes`);
      }
    }
  }
  return short.length === 0 ? "Every engine was asked all keystrokes." : `Too slow to be asked all keystrokes, and measured on a random part: ${short.join("; ")}.`;
}

function both(speeds, of) {
  const [usual, slow] = [speeds[1], speeds[4]].map(of);
  return `${milliseconds(usual)} (${milliseconds(slow)})`;
}

function milliseconds(time) {
  return time < 1 ? time.toFixed(3) : time < 100 ? time.toFixed(1) : time.toFixed(0);
}

const kibibytes = (bytes) => thousands(Math.round(bytes / 1024));
const thousands = (number) => Number(number).toLocaleString("en-GB");

function table(head, lines) {
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [row(head), row(head.map(() => "---")), ...lines.map(row)].join("\n");
}

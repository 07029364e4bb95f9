// The folder that is served, and what its `_headers` file says of each address.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

const RULES = readRules(readFileSync(join(DIST, "_headers"), "utf8"));

/** The headers of an address, by their names in small letters. */
export function headersFor(address) {
  const fitting = RULES.filter((rule) => ["/*", address].includes(rule.address));
  return Object.assign({}, ...fitting.map((rule) => rule.headers));
}

/** An address at the beginning of a line, its headers indented below it. */
function readRules(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line !== "")) {
    if (line.startsWith(" ")) {
      const [name, ...value] = line.trim().split(": ");
      rules.at(-1).headers[name.toLowerCase()] = value.join(": ");
    } else {
      rules.push({ address: line, headers: {} });
    }
  }
  return rules;
}

// What runs in the page: each function measures one thing for one corpus. Whoever calls them
// chooses how fast the processor is, so that every engine meets the same conditions.

import init from "/built/search_bench.js";
import { engines } from "./engines.js";

const wasm = await init();
const queries = await (await fetch("/corpus/queries.json")).json();

const corpora = new Map();

async function corpus(size) {
  if (!corpora.has(size)) corpora.set(size, await (await fetch(`/corpus/${size}.json`)).text());
  return corpora.get(size);
}

// The same on every run, and no pattern: mulberry32.
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled(list, random) {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [all[at], all[other]] = [all[other], all[at]];
  }
  return all;
}

function share(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

const median = (times) => share(times.toSorted((a, b) => a - b), 0.5);

// Milliseconds from the JSON text to an index that answers, the median of some rounds, in each of
// which the engines come in another order.
async function builds(size, rounds) {
  const json = await corpus(size);
  const random = dice(size);
  const times = new Map(engines.map((engine) => [engine.name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const engine of shuffled(engines, random)) {
      gc();
      const start = performance.now();
      engine.query(engine.build(json), "mail");
      times.get(engine.name).push(performance.now() - start);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)]));
}

// Milliseconds for each keystroke of the typed queries. Queries and engines take turns in an order
// that changes with each round; a keystroke counts with the median of its rounds. An engine that
// has used up its patience is asked no more, so that what was measured of it is a random part.
async function keystrokes(size, rounds, patience) {
  const json = await corpus(size);
  const random = dice(size + 1);
  const typed = queries.filter((query) => query.typed);
  const ready = engines.map((engine) => ({ engine, index: engine.build(json), used: 0, times: new Map() }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { text } of shuffled(typed, random)) {
      const letters = [...text];
      for (const one of shuffled(ready, random)) {
        if (one.used > patience) continue;
        for (let count = 1; count <= letters.length; count += 1) {
          const so_far = letters.slice(0, count).join("");
          const start = performance.now();
          one.engine.query(one.index, so_far);
          const time = performance.now() - start;
          one.used += time;
          if (!one.times.has(so_far)) one.times.set(so_far, []);
          one.times.get(so_far).push(time);
        }
      }
      // The browser gets its turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return Object.fromEntries(
    ready.map(({ engine, times }) => {
      const all = [...times.values()].map(median).sort((a, b) => a - b);
      return [engine.name, { p50: share(all, 0.5), p95: share(all, 0.95), count: all.length }];
    }),
  );
}

// How good the answers to the judged queries are, and how large each index is as it would be sent.
async function answers(size) {
  const json = await corpus(size);
  const found = {};
  for (const engine of engines) {
    const index = engine.build(json);
    const places = queries.map(({ text, best }) => engine.query(index, text).findIndex((id) => best.includes(id)));
    const part = (of, lang) => {
      const chosen = places.filter((_, at) => !lang || queries[at].lang === lang);
      return chosen.map(of).reduce((sum, one) => sum + one, 0) / chosen.length;
    };
    const first = (place) => (place === 0 ? 1 : 0);
    found[engine.name] = {
      recall1: part(first),
      recall1English: part(first, "en"),
      recall1Japanese: part(first, "ja"),
      recall3: part((place) => (place >= 0 && place < 3 ? 1 : 0)),
      reciprocal: part((place) => (place >= 0 ? 1 / (place + 1) : 0)),
      bytes: await engine.bytes(index),
    };
  }
  return found;
}

// Builds one engine's index and keeps it, for whoever weighs the page before and after.
async function keep(name, size) {
  const engine = engines.find((one) => one.name === name);
  window.kept = engine.build(await corpus(size));
}

const weight = () => wasm.memory.buffer.byteLength;
const names = engines.map((engine) => engine.name);

window.bench = { names, builds, keystrokes, answers, corpus, keep, weight };

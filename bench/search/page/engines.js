// The engines, each set up as its documentation recommends for two languages, prefixes and typos;
// of the settings that were tried, those with the best answers (README.md has the list). All begin
// with the same JSON text and answer with the ids of the ten best.

import { Charset, Document, Encoder } from "/node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs";
import Fuse from "/node_modules/fuse.js/dist/fuse.min.mjs";
import MiniSearch from "/node_modules/minisearch/dist/es/index.js";
import * as ours from "/built/search_bench.js";

const LIMIT = 10;
const JAPANESE = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]/gu;
const RUN_OF_JAPANESE = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]+/gu;

const isJapanese = (term) => term.search(JAPANESE) >= 0;
const utf8 = (text) => new TextEncoder().encode(text).length;

// Full and half width are one. What every one of the peers needs before it is good at Japanese.
const plain = (text) => text.normalize("NFKC");

// Words as MiniSearch splits them, and within them runs of Japanese as overlapping pairs.
function pairs(text) {
  const words = plain(text).split(/[\n\r\p{Z}\p{P}]+/u);
  return words.flatMap((word) => {
    const rest = word.split(RUN_OF_JAPANESE).filter(Boolean);
    const runs = word.match(RUN_OF_JAPANESE) ?? [];
    return rest.concat(runs.flatMap(pairsOf));
  });
}

function pairsOf(run) {
  if (run.length < 2) return [run];
  return Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
}

const ourSearch = {
  name: "ours",
  build(json) {
    ours.build(json);
    return ours;
  },
  query: (index, text) => index.query(text),
  bytes: (index) => index.serialize().length,
};

// Prefixes and typos for Latin words alone: a pair of Japanese characters with one changed is
// another word.
const miniSearch = {
  name: "MiniSearch",
  build(json) {
    const index = new MiniSearch({
      fields: ["title", "text"],
      tokenize: pairs,
      searchOptions: {
        boost: { title: 5 },
        prefix: (term) => !isJapanese(term) || term.length < 2,
        fuzzy: (term) => (isJapanese(term) ? false : 0.2),
      },
    });
    index.addAll(JSON.parse(json));
    return index;
  },
  query: (index, text) => index.search(text).slice(0, LIMIT).map((hit) => hit.id),
  bytes: (index) => utf8(JSON.stringify(index)),
};

// The charset splits everything into characters, Latin words too.
const flexSearch = {
  name: "FlexSearch, CJK charset",
  ...flex("strict", () => new Encoder(Charset.CJK, { prepare: plain })),
};

// Latin by words and their beginnings, as without a charset, and Japanese by characters.
const flexSearchMixed = {
  name: "FlexSearch, words and characters",
  ...flex("forward", () => new Encoder({ prepare: (text) => plain(text).replace(JAPANESE, " $& ") })),
};

// Title and text as one: its answers are better than with a field for each.
function flex(tokenize, encoder) {
  return {
    build(json) {
      const index = new Document({ document: { id: "id", index: [{ field: "all", tokenize, encoder: encoder() }] } });
      for (const { id, title, text } of JSON.parse(json)) index.add({ id, all: `${title} ${text}` });
      return index;
    },
    query: (index, text) => index.search(text, { limit: LIMIT, suggest: true })[0]?.result ?? [],
    async bytes(index) {
      let sum = 0;
      await index.export((_, data) => {
        sum += data === undefined ? 0 : utf8(data);
      });
      return sum;
    },
  };
}

const fuse = {
  name: "Fuse.js",
  build(json) {
    const entries = JSON.parse(json);
    const keys = [{ name: "title", weight: 2 }, "text"];
    const index = Fuse.createIndex(keys, entries);
    const options = { keys, useTokenSearch: true, tokenize: pairs, ignoreLocation: true, threshold: 0.3 };
    return { index, fuse: new Fuse(entries, options, index) };
  },
  query: ({ fuse }, text) => fuse.search(text, { limit: LIMIT }).map((hit) => hit.item.id),
  bytes: ({ index }) => utf8(JSON.stringify(index.toJSON())),
};

// Every word must occur; where more of them do in the title comes first.
const includes = {
  name: "includes",
  build(json) {
    const lower = (text) => plain(text).toLowerCase();
    return JSON.parse(json).map(({ id, title, text }) => ({ id, title: lower(title), text: lower(text) }));
  },
  query(entries, text) {
    const words = plain(text).toLowerCase().split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    const hits = [];
    for (const { id, title, text } of entries) {
      let inTitle = 0;
      const all = words.every((word) => {
        const named = title.includes(word);
        inTitle += named ? 1 : 0;
        return named || text.includes(word);
      });
      if (all) hits.push([inTitle, id]);
    }
    hits.sort((a, b) => b[0] - a[0]);
    return hits.slice(0, LIMIT).map(([, id]) => id);
  },
  bytes: () => 0,
};

export const engines = [ourSearch, miniSearch, flexSearch, flexSearchMixed, fuse, includes];

// What the page says, read from the app's own catalogues, so that no sentence is written twice.

import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

/** How a language writes numbers and dates, as `src/words.rs` has it. */
const LOCALES = { en: "en-GB", ja: "ja-JP" };

/** `{name}`, `{name, kind}`, `{name, plural, one {# day} other {# days}}`, or a day: `{2022-12-31}`. */
const ARGUMENT = /\{([\w-]+)(?:, (\w+)(?:, ((?:\w+ \{[^{}]*\} ?)+))?)?\}/g;

const FIXED = /^\d{4}-\d\d-\d\d$/;

/** Where an argument begins or ends; between Japanese and Japanese with the space beside it. */
const SEAM = /(?<=[\u3000-\u9fff]) ?\x01 ?(?=[\u3000-\u9fff])|\x01/g;

/**
 * The words of a language: `say("check.opt_out_one", { protocol: "POP3" })`. Days are given as
 * "2022-10-11", instants as "2022-10-11T09:00Z", or with the offset of the zone to write them in.
 * `say.like` is the pattern of a sentence of which only some arguments are known.
 */
export function words(language) {
  const file = new URL(`../../../src/words/${language}.toml`, import.meta.url);
  const catalogue = parse(readFileSync(file, "utf8"));
  const fill = (key, given, missing) => {
    const [section, entry] = key.split(".");
    const message = catalogue[section]?.[entry];
    if (message === undefined) {
      throw new Error(`${language}.toml has no ${key}`);
    }
    const filled = message.replace(ARGUMENT, (_, name, kind, forms) => {
      if (FIXED.test(name)) {
        return `\x01${written(LOCALES[language], name, "date")}\x01`;
      }
      const value = name in given ? written(LOCALES[language], given[name], kind, forms) : missing(name);
      return `\x01${value}\x01`;
    });
    return filled.replace(SEAM, "");
  };
  const say = (key, given = {}) =>
    fill(key, given, (name) => {
      throw new Error(`${key} also needs ${name}`);
    });
  say.like = (key, given = {}) => {
    const sentence = fill(key, given, () => "\0");
    const literal = sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(literal.replace(/ ?\0 ?/g, ".+"));
  };
  return say;
}

function written(locale, value, kind, forms) {
  const day = { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" };
  const minute = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" };
  switch (kind) {
    case "number":
      return new Intl.NumberFormat(locale).format(value);
    case "date":
      return `${new Intl.DateTimeFormat(locale, day).format(new Date(value))} (UTC)`;
    case "time":
      return new Intl.DateTimeFormat(locale, { ...day, ...minute, timeZone: zoneOf(value) }).format(new Date(value));
    case "plural": {
      const category = new Intl.PluralRules(locale).select(value);
      const byCategory = Object.fromEntries(
        [...forms.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, name, form]) => [name, form]),
      );
      return (byCategory[category] ?? byCategory.other).replaceAll("#", written(locale, value, "number"));
    }
    default:
      return String(value);
  }
}

/** The zone that an instant is written in, by its offset in whole hours. */
function zoneOf(instant) {
  const hours = Number(/([+-]\d\d):00$/.exec(instant)?.[1] ?? 0);
  return hours === 0 ? "UTC" : `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

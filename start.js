// Starts the app: sets language, theme and contrast, fetches the words while the wasm is on its way, runs
// `main`.
//
// It is a file and not Trunk's inline starter because the content security policy allows no
// inline script. If anything fails, it shows the plain text that index.html holds for that; should
// this file itself not run, a style sheet shows the same text.

const THEMES = ["light", "dark"];

const notice = document.getElementById("start-failure");
notice.hidden = true;
addEventListener("error", giveUp);
addEventListener("unhandledrejection", giveUp);

const language = chooseLanguage();
document.documentElement.lang = language;
const theme = remembered("theme");
if (THEMES.includes(theme)) {
  document.documentElement.dataset.theme = theme;
}
if (remembered("contrast") === "more" || matchMedia("(prefers-contrast: more)").matches) {
  document.documentElement.dataset.contrast = "more";
}

// In what ships, this file and the module are one, and the wasm has to be what it was when built.
const program = document.querySelector("link[rel=preload][as=fetch]");
const [glue, wasm, words] = await Promise.all([
  import(document.querySelector("link[rel=modulepreload]").href),
  fetchOk(program.href, { integrity: program.dataset.integrity }),
  fetchOk(assetAddress(`words.${language}`)).then((response) => response.text()),
]);
// The app reads its first words from here, so that it never draws without any.
globalThis.startWords = words;
await glue.default({ module_or_path: wasm });

/** Shows the notice, unless the app has drawn: from then on it speaks for itself. */
function giveUp() {
  if (document.querySelector("main") === null) {
    notice.dataset.failed = "";
    notice.hidden = false;
  }
}

/**
 * The remembered language, else the first of the browser's that there is, else English. One that
 * says only part of everything has to be chosen.
 */
function chooseLanguage() {
  const isThere = (language, kind = "") => document.querySelector(`meta[name="words.${language}"]${kind}`);
  const chosen = remembered("language");
  if (chosen !== null && isThere(CSS.escape(chosen))) {
    return chosen;
  }
  const preferred = navigator.languages.map((tag) => tag.split("-")[0]);
  return preferred.find((language) => isThere(language, ":not([data-partial])")) ?? "en";
}

/** What the app keeps under this name in `src/preferences.rs`. */
function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage is forbidden: follow the system.
  }
}

/** Where `cargo xtask assets` put an asset. */
function assetAddress(name) {
  return document.querySelector(`meta[name="${name}"]`).content;
}

async function fetchOk(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) {
    throw new Error(`${address}: ${response.status}`);
  }
  return response;
}

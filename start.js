// Starts the app: sets language, theme and contrast, fetches the words and the operator's config.json
// while the wasm is on its way, runs `main`. And takes its place, should it break.
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
const [glue, wasm, words, config] = await Promise.all([
  import(document.querySelector("link[rel=modulepreload]").href),
  fetchOk(program.href, { integrity: program.dataset.integrity }),
  fetchOk(assetAddress(`words.${language}`)).then((response) => response.text()),
  fetchConfig(),
]);
// The app reads its first words from here, so that it never draws without any.
globalThis.startWords = words;
globalThis.startConfig = config;
// It says here that it broke: nothing of it can be relied on from then on.
addEventListener("crash", ({ detail }) => showCrash(detail), { once: true });
await glue.default({ module_or_path: wasm });

/** Shows the notice, unless the app has drawn: from then on it speaks for itself. */
function giveUp() {
  if (document.querySelector("main") === null) {
    notice.dataset.failed = "";
    notice.hidden = false;
  }
}

/** Puts a plain page in the place of what the app has drawn; `where` it broke is a place in its source. */
function showCrash(where) {
  if (document.querySelector("main") === null) {
    return;
  }
  removeEventListener("error", giveUp);
  removeEventListener("unhandledrejection", giveUp);
  const page = document.getElementById("crash");
  [...document.body.children].filter((other) => other !== page).forEach((other) => other.remove());
  const texts = [...page.querySelectorAll("[lang]")];
  const inLanguage = texts.find(({ lang }) => lang === language) ?? texts[0];
  texts.filter((text) => text !== inLanguage).forEach((text) => text.remove());

  const report = JSON.stringify(
    {
      where,
      // Which page, and not whose.
      page: location.pathname.replace(/\/t\/[^/]+/, "/t/…"),
      build: document.querySelector("script[integrity]")?.integrity,
      at: new Date().toISOString(),
      language,
      browser: navigator.userAgent,
    },
    null,
    2,
  );
  page.querySelector("pre").textContent = report;
  const says = inLanguage.querySelector("[role=status]");
  const does = {
    reload: () => location.reload(),
    copy: async () => {
      await navigator.clipboard.writeText(report);
      says.textContent = says.dataset.says;
    },
  };
  inLanguage.querySelectorAll("button").forEach((button) => (button.onclick = does[button.dataset.does]));
  page.hidden = false;
  const heading = inLanguage.querySelector("h1");
  document.title = heading.textContent;
  heading.focus();
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

/**
 * What `src/config.rs` reads; nothing where there is no such file. One that does not come within 5 s
 * is not a missing one: whom to ask would be a guess.
 */
async function fetchConfig() {
  const response = await fetch("config.json", { cache: "no-cache", signal: AbortSignal.timeout(5000) });
  if (response.status === 404) {
    return undefined;
  }
  if (!response.ok) {
    throw new Error(`config.json: ${response.status}`);
  }
  return response.text();
}

async function fetchOk(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) {
    throw new Error(`${address}: ${response.status}`);
  }
  return response;
}

// Starts the app: fetches the words and the operator's config.json while the wasm is on its way, runs
// `main`. And takes its place, should it break.
//
// It is a file and not Trunk's inline starter because the content security policy allows no
// inline script. If anything fails before the app has drawn, early.js says so.

const { dataset, lang: language } = document.documentElement;
if (dataset.start === undefined) {
  throw new Error("early.js has not run: nobody would say what goes wrong");
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

/** Puts a plain page in the place of what the app has drawn; `where` it broke is a place in its source. */
function showCrash(where) {
  if (document.querySelector("main") === null) {
    return;
  }
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
      build: document.querySelector("script[type=module]")?.integrity,
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

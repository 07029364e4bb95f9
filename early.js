// Before anything is drawn: the reader's language, theme and contrast, and the shell that stands in the
// place of the app until it has drawn.
//
// A classic script at the beginning of the body, because the browser waits for it before it paints;
// start.js, which is fetched with the app, goes on from here. Where it does not run, or the browser
// knows no modules, a style sheet shows the text that index.html holds for a start that failed.
"use strict";

{
  const THEMES = ["light", "dark"];
  const root = document.documentElement;

  root.lang = chooseLanguage();
  const theme = remembered("theme");
  if (THEMES.includes(theme)) {
    root.dataset.theme = theme;
  }
  if (remembered("contrast") === "more" || matchMedia("(prefers-contrast: more)").matches) {
    root.dataset.contrast = "more";
  }

  if ("noModule" in HTMLScriptElement.prototype) {
    root.dataset.start = isHome() ? "home" : "page";
    const drawing = new MutationObserver(() => document.querySelector("main h1") && end("done"));
    drawing.observe(root, { childList: true, subtree: true });
    // Of scripts that do not come, only whoever listens early and on the way down hears.
    addEventListener("error", giveUp, true);
    addEventListener("unhandledrejection", giveUp);

    /** The shell goes: what it stood for is there, or will not come. */
    function end(how) {
      drawing.disconnect();
      root.dataset.start = how;
      document.querySelectorAll(".shell").forEach((shell) => shell.remove());
    }

    /** Shows the notice, unless the app has drawn: from then on it speaks for itself. */
    function giveUp({ target }) {
      // Of what is fetched ahead, whoever needs it says that it is missing.
      if (document.querySelector("main") === null && !(target instanceof HTMLLinkElement)) {
        end("failed");
      }
    }
  }

  /** Whether the address is that of a tenant's first page, which the shell begins with. */
  function isHome() {
    const path = location.href.slice(document.baseURI.length).split(/[?#]/)[0];
    return /^(t\/[^/]+\/?)?$/.test(path);
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
}

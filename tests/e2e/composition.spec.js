// Every field that text can be typed into, under an input method: the Enter that accepts a word
// submits nothing, the Escape that takes one back closes nothing, and no letter is lost.
//
// The fields are found by going everywhere, so that a new one is tested as well.

import { KINDS, visit } from "./harness/addresses.js";
import { expect, test as base } from "./harness/journey.js";

const READING = "きほんにんしょう";
const WORD = "基本認証";

const PLACES = {
  ...KINDS,
  clock: { ...KINDS.home, walk: (administrator) => administrator.push(administrator.clock()) },
};

const TYPED_INTO =
  ':is(input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, [contenteditable="true"]):visible';

/** What stands in each place, by what it is called. A place that is not named has none. */
const FIELDS = {
  help: ["help.search"],
  ticket: ["support.text"],
  messages: ["messages.search"],
  // The list stands beside it.
  message: ["messages.search"],
  "unknown-page": ["help.search"],
  "pane-search": ["help.search"],
  search: ["search.heading"],
  clock: ["clock.date"],
  "what-if": ["what_if.at", "what_if.when"],
};

/** What takes no words; the strokes of an input method that is on go past it all the same. */
const DATES = ["date", "datetime-local"];

const test = base.extend({
  /** Speaks to the page as Chromium's input method does. */
  inputMethod: async ({ page, context }, use) => {
    const session = await context.newCDPSession(page);
    const stroke = async (key, between = async () => {}) => {
      // This code tells that the input method has taken the stroke.
      const event = { key, code: key, windowsVirtualKeyCode: 229 };
      await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
      await between();
      await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
    };
    await use({
      compose: (text) =>
        session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
      stroke,
      accept: (text) => stroke("Enter", () => session.send("Input.insertText", { text })),
    });
  },
});

test.use({ locale: "ja-JP" });

for (const [name, place] of Object.entries(PLACES)) {
  test(`${name}: an input method can be used in all fields`, async ({ administrator, inputMethod, page }) => {
    await visit(administrator, place);
    const names = (FIELDS[name] ?? []).map((key) => administrator.say(key));
    const fields = await page.locator(TYPED_INTO).all();
    expect(fields, "fields in this place").toHaveLength(names.length);

    for (const [at, field] of fields.entries()) {
      await expect(field).toHaveAccessibleName(names[at]);
      const before = await field.inputValue();
      const [title, path] = [await page.title(), new URL(page.url()).pathname];
      const takesWords = !DATES.includes(await field.getAttribute("type"));
      const holds = async (text) => {
        await expect(field).toHaveValue(takesWords ? before + text : before);
        await expect(field).toBeFocused();
        expect([await page.title(), new URL(page.url()).pathname]).toEqual([title, path]);
      };
      await field.focus();
      await field.press("End");

      await test.step("as Chromium reports it", async () => {
        await inputMethod.compose(READING);
        await holds(READING);
        await inputMethod.compose(WORD);
        for (const key of ["Enter", "Escape"]) {
          await inputMethod.stroke(key);
          await holds(WORD);
        }
        await showsWhatItFinds(name, administrator);
        await inputMethod.accept(WORD);
        await holds(WORD);
      });

      for (const key of ["Enter", "Escape"]) {
        await test.step(`as WebKit reports it: the ${key} comes after the end`, async () => {
          await field.evaluate(composeInWebKit, { key, text: takesWords ? before + WORD : before });
          await holds(WORD);
          await showsWhatItFinds(name, administrator);
        });
      }
    }
  });
}

/** Results come while one types, also what is not accepted yet. */
async function showsWhatItFinds(place, { page, say }) {
  if (place === "search") {
    await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
  } else if (FIELDS[place][0] === "help.search") {
    const results = page.getByRole("region", { name: say("help.results") });
    await expect(results.getByRole("article").first()).toBeVisible();
  }
}

/** Runs in the page: a word is composed, and the stroke that ends it is reported as an ordinary one. */
function composeInWebKit(field, { key, text }) {
  const happens = (Kind, type, about) =>
    field.dispatchEvent(new Kind(type, { bubbles: true, cancelable: true, composed: true, ...about }));
  happens(CompositionEvent, "compositionstart", {});
  field.value = text;
  happens(InputEvent, "input", { isComposing: true, inputType: "insertCompositionText" });
  happens(CompositionEvent, "compositionend", { data: text });
  happens(KeyboardEvent, "keydown", { key, code: key });
  happens(KeyboardEvent, "keyup", { key, code: key });
}

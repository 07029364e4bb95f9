// What an administrator does with the app, and what they see. Everything is found as they find it:
// by role, label and text.

import { expect } from "@playwright/test";
import { words } from "./words.js";

export const DIAGNOSTIC = "/help/diagnostics/basic-auth";

export class Administrator {
  constructor(page, language) {
    this.page = page;
    this.language = language;
    this.say = words(language);
  }

  /** Opens an address in this tab, in front of all others: browsers let the rest draw once a second. */
  async open(address, options) {
    await this.page.bringToFront();
    await this.page.goto(address);
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible(options);
  }

  /** The same administrator in front of another tab. */
  async inAnotherTab() {
    return new Administrator(await this.page.context().newPage(), this.language);
  }

  /** Presses, follows or opens what is there. With `tick`, `type` and `pick`: all that hands do. */
  async push(control) {
    await control.click();
  }

  async tick(box) {
    await box.check();
  }

  async type(field, text) {
    await field.fill(text);
  }

  async pick(select, label) {
    await select.selectOption({ label });
  }

  async press(key, given) {
    await this.push(this.button(key, given));
  }

  async follow(key, given) {
    await this.push(this.link(key, given));
  }

  button(key, given) {
    return this.page.getByRole("button", { name: this.say(key, given), exact: true });
  }

  link(key, given) {
    return this.page.getByRole("link", { name: this.say(key, given), exact: true });
  }

  text(key, given) {
    return this.page.getByText(this.say.like(key, given));
  }

  /** The one heading of the page, which says where one is. */
  heading(key, given) {
    return this.page.getByRole("heading", { level: 1, name: this.say(key, given), exact: true });
  }

  protocol(id) {
    return this.say(`protocol.${id}`);
  }

  /** The row of a protocol on Home. */
  row(id) {
    const header = this.page.getByRole("rowheader", { name: this.protocol(id) });
    return this.page.getByRole("row").filter({ has: header });
  }

  /** The cell that says where a protocol stands, and by which layers, if it stands there. */
  standing(id, standing) {
    const [stands, layers] = [this.say.like(`standing.${standing}`), this.say.like("layers.microsoft")];
    const name = new RegExp(`^${stands.source}( ${layers.source}|$)`);
    return this.row(id).getByRole("cell", { name });
  }

  /** The box of a protocol, where the diagnostic asks which. */
  box(id) {
    return this.page.getByRole("checkbox", { name: this.protocol(id) });
  }

  /** The result of a protocol, at the end of the diagnostic. */
  result(id) {
    const heading = this.page.getByRole("heading", { level: 2, name: this.protocol(id) });
    return this.page.getByRole("article").filter({ has: heading });
  }

  /** A ticket as it was read back, by its number. */
  ticket(number) {
    const heading = this.page.getByRole("heading", { level: 3, name: number, exact: true });
    return this.page.getByRole("article").filter({ has: heading });
  }

  /** From the findings to the check, with these protocols chosen. */
  async choose(...ids) {
    await this.press("diagnostic.to_choice");
    for (const id of ids) {
      await this.tick(this.box(id));
    }
    await this.press("diagnostic.next");
    await expect(this.heading("diagnostic.check_heading")).toBeVisible();
  }

  /** Understands what the button does, and presses it: "opt_out" or "re_enable". */
  async submit(wish, ...ids) {
    await this.tick(this.page.getByRole("checkbox"));
    await this.press(...this.action(wish, ids));
    await expect(this.heading("diagnostic.results_heading")).toBeVisible();
  }

  /** The name of the button that submits. */
  action(wish, ids) {
    return ids.length === 1
      ? [`check.${wish}_one`, { protocol: this.protocol(ids[0]) }]
      : [`check.${wish}_several`, { count: ids.length }];
  }

  /** Signs in where the reference server lets anybody be anybody. */
  async chooseToBe(name) {
    await this.push(this.page.getByRole("button", { name }));
  }

  clock() {
    return this.page.getByRole("button", { name: this.say("clock.simulated") });
  }

  /** Moves the simulated clock to the first instant of a later day. */
  async goToDay(day) {
    await this.push(this.clock());
    await this.type(this.page.getByLabel(this.say("clock.date")), day);
    await this.press("clock.to_date");
    await this.seesTime(`${day}T00:00Z`);
    await this.page.keyboard.press("Escape");
  }

  async waitAnHour() {
    await this.push(this.clock());
    await this.press("clock.hour");
    await this.page.keyboard.press("Escape");
  }

  /** Moves the simulated clock to whatever happens next. */
  async goToNextEvent() {
    await this.push(this.clock());
    await this.press("clock.to_next_event");
    await this.page.keyboard.press("Escape");
  }

  /** The header's clock shows this minute. */
  async seesTime(at, options) {
    await expect(this.clock()).toContainText(this.say("clock.now", { now: at }), options);
  }

  tenants() {
    return this.page.getByRole("combobox", { name: this.say("app.tenant"), exact: true });
  }

  /** Chooses a simulated tenant by its name and what it is an example of. */
  async chooseTenant(name, scenario) {
    const label = this.say("app.tenant_with", { name, about: this.say(`app.scenario_${scenario}`) });
    await this.pick(this.tenants(), label);
    const title = this.say("app.title", { page: this.say("app.home"), tenant: name });
    await expect(this.page).toHaveTitle(title);
    await expect(this.heading("home.title")).toBeFocused();
  }

  async openHistory() {
    await this.press("app.help_and_support");
    await this.push(this.page.getByRole("tab", { name: this.say("help.history"), exact: true }));
  }

  /** The accepted requests in the open history, newest first. */
  receipts() {
    const history = this.page.getByRole("list", { name: this.say("help.history"), exact: true });
    return history.getByRole("listitem").filter({ hasText: this.say("event.request_accepted") });
  }

  /** The one opt-out that was accepted, read back, in its result and in the history. */
  async seesOneReceipt(id, number) {
    await expect(this.result(id)).toContainText(this.say("results.verified_opt_out"));
    await expect(this.result(id)).toContainText(number);
    await this.openHistory();
    await expect(this.receipts()).toHaveText([new RegExp(number)]);
  }
}

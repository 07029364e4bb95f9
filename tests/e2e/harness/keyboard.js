// An administrator without a mouse. After each Tab they look where they are: the focus has to be in
// sight, not covered, and marked.

import { expect } from "@playwright/test";
import { Administrator } from "./administrator.js";

/** More stops than any page has. */
const TOO_FAR = 150;

export class KeyboardUser extends Administrator {
  /** Opens an address, and makes sure that no pointer has a part in what follows. */
  async open(address) {
    await this.page.addInitScript(() => {
      addEventListener("pointerdown", () => console.error("a pointer was used"), true);
    });
    await super.open(address);
  }

  async push(control) {
    await this.reach(control);
    const isTab = (await control.getAttribute("role")) === "tab";
    await this.page.keyboard.press(isTab ? "Space" : "Enter");
  }

  async tick(box) {
    await this.reach(box);
    if (!(await box.isChecked())) {
      await this.page.keyboard.press("Space");
    }
    await expect(box).toBeChecked();
  }

  async type(field, text) {
    await this.reach(field);
    if ((await field.getAttribute("type")) === "date") {
      // Day and month stand in the order of the browser's own language: they have to be the same.
      const [year, month, day] = text.split("-");
      expect(month).toBe(day);
      await this.page.keyboard.type(day + month + year);
    } else {
      await this.page.keyboard.press("ControlOrMeta+A");
      await this.page.keyboard.type(text);
    }
    await expect(field).toHaveValue(text);
  }

  /** By the first letter of what is to be chosen, or with the arrow where no key has that letter. */
  async pick(select, label) {
    await this.reach(select);
    const letter = /^[A-Z]/i.exec(label)?.[0];
    if (letter !== undefined) {
      return this.page.keyboard.press(letter);
    }
    const target = (await select.locator("option").allTextContents()).indexOf(label);
    // Each step shows when the page has followed it.
    const at = () => this.page.evaluate(() => document.activeElement.selectedIndex);
    for (let step = (await at()) + 1; step <= target; step += 1) {
      await this.page.keyboard.press("ArrowDown");
      await expect.poll(at).toBe(step);
    }
  }

  /** With the Tab key, forwards or backwards, or with an arrow among tabs. */
  async reach(control) {
    await expect(control).toBeVisible();
    for (let stops = 0; stops < TOO_FAR; stops += 1) {
      const key = await control.evaluate(keyTo);
      if (key === null) {
        return;
      }
      await this.page.keyboard.press(key);
      expect(await this.page.evaluate(focusFault), `after ${key}`).toBeNull();
    }
    throw new Error(`no way leads to ${control}`);
  }
}

/** Runs in the page: the key that leads from the focus towards the element; none when it is there. */
function keyTo(element) {
  const here = document.activeElement;
  if (here === element) {
    return null;
  }
  const isBefore = (here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  if (element.role === "tab" && here.role === "tab") {
    return isBefore ? "ArrowLeft" : "ArrowRight";
  }
  return isBefore ? "Shift+Tab" : "Tab";
}

/** Runs in the page: what keeps a person from seeing where the focus is. */
function focusFault() {
  const element = document.activeElement;
  const name = element.outerHTML.slice(0, 120);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (element === document.body || right - left < 1 || bottom - top < 1) {
    return `out of sight: ${name}`;
  }
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (![element, ...(element.labels ?? [])].some((part) => part.contains(there))) {
    return `covered by ${there?.outerHTML.slice(0, 120)}: ${name}`;
  }
  // A control without a look of its own leaves the mark to the box around it.
  const marked = [element, element.parentElement].some((part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  });
  return marked ? null : `not marked: ${name}`;
}

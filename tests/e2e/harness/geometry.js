// What stands where. These run in the page: `await page.evaluate(sticksOut)`.

/** What reaches beyond the window, if the page can be moved sideways. */
export function sticksOut() {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) {
    return [];
  }
  const beyond = [...document.body.querySelectorAll("*")].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > clientWidth + 0.5);
  });
  return beyond.map((element) => element.outerHTML.slice(0, 120));
}

/** What can be pressed and is narrower or lower than this. A link in running text may be as high as the text. */
export function smallerThan(pixels) {
  const pressed = 'a, button, input, select, textarea, summary, [role="tab"], [role="option"], [role="menuitem"]';
  return [...document.querySelectorAll(pressed)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.matches("a") || getComputedStyle(element).display !== "inline")
    .filter((element) => {
      // A label is a part of its box.
      const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
      return Math.max(...boxes.map(({ width }) => width)) < pixels || Math.max(...boxes.map(({ height }) => height)) < pixels;
    })
    .map((element) => element.outerHTML.slice(0, 160));
}

// Where text runs from right to left the whole page is the mirror image, and nothing sticks out.

import { KINDS, visit } from "./harness/addresses.js";
import { sticksOut } from "./harness/geometry.js";
import { expect, test } from "./harness/journey.js";

const WIDTHS = [1280, 320];

for (const [name, place] of Object.entries(KINDS)) {
  test(`${name} in the mirror`, async ({ administrator, page }) => {
    const direction = (dir) => page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), dir);
    await visit(administrator, place);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await direction("ltr");
      const boxes = await frame(page);
      await direction("rtl");
      expect(await page.evaluate(sticksOut), `${width}: what sticks out`).toEqual([]);
      for (const [part, box] of Object.entries(await frame(page))) {
        const mirrored = { ...box, x: width - box.x - box.width };
        expect(closeTo(mirrored, boxes[part]), `${width}: ${part}`).toBe(true);
      }
    }
  });
}

test("an arrow key goes to the tab that it points at", async ({ administrator, page }) => {
  await administrator.open("/?help=");
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const [help, history] = ["help.self_help", "help.history"].map((key) =>
    page.getByRole("tab", { name: administrator.say(key), exact: true }),
  );
  await help.press("ArrowLeft");
  await expect(history).toBeFocused();
  await history.press("ArrowRight");
  await expect(help).toBeFocused();
});

/** The boxes of what stands on every page, of those parts that are in sight. */
async function frame(page) {
  const parts = {
    header: page.getByRole("banner"),
    tenant: page.getByRole("banner").getByRole("combobox").first(),
    product: page.getByRole("banner").getByRole("link"),
    navigation: page.getByRole("navigation").first(),
    main: page.getByRole("main"),
    pane: page.getByRole("complementary"),
  };
  const boxes = {};
  for (const [name, part] of Object.entries(parts)) {
    if (await part.isVisible()) {
      boxes[name] = await part.boundingBox();
    }
  }
  return boxes;
}

function closeTo(one, other) {
  return ["x", "y", "width", "height"].every((side) => Math.abs(one[side] - other[side]) <= 1);
}

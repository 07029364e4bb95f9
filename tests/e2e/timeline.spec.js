// The notice's flow chart: where the tenant is in it, and from there to where something is done.

import { expect, test } from "./harness/journey.js";

const CHART = "/t/alder-clinic/timeline";

for (const locale of ["en-GB", "ja-JP"]) {
  test.describe(locale, () => {
    test.use({ locale });

    test("from the place in the chart to the diagnostic, with the keyboard", async ({ administrator, audit, page }) => {
      const { say } = administrator;
      await administrator.open("/t/alder-clinic");
      await page.getByRole("navigation").getByRole("link", { name: say("app.timeline") }).click();
      await expect(administrator.heading("timeline.title")).toBeFocused();
      await expect(page).toHaveURL(CHART);
      const chart = page.getByRole("group", { name: say("chart.drawing") });
      await expect(chart.getByRole("link")).toHaveCount(14);
      await expect(chart.getByText(say("chart.here_count", { count: 4 }))).toBeVisible();
      expect(await page.evaluate(sticksOutOfBox), "words outside of their box").toEqual([]);
      await audit();

      const here = say("chart.node_here", { node: say("chart.re_enable"), protocols: administrator.protocol("eas") });
      const step = chart.getByRole("link", { name: here, exact: true });
      await step.focus();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/t\/alder-clinic\/help\/diagnostics\/basic-auth$/);
    });

    test("on a small screen the chart is scrolled, also with the keys", async ({ administrator, audit, page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await administrator.open(CHART);
      const room = page.getByRole("region", { name: administrator.say("chart.drawing") });
      await expect(room).toHaveAttribute("tabindex", "0");
      await room.focus();
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => room.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
      expect(await page.evaluate(sticksOutOfBox), "words outside of their box").toEqual([]);
      await audit();
    });

    test("on paper there is the list in the chart's place", async ({ administrator, page }) => {
      await administrator.open(CHART);
      await page.emulateMedia({ media: "print" });
      await expect(page.getByRole("group", { name: administrator.say("chart.drawing") })).toBeHidden();
      const steps = page.getByRole("region", { name: administrator.say("timeline.steps"), exact: true });
      await expect(steps.getByRole("listitem")).toHaveCount(14);
    });
  });
}

/** Runs in the page: the texts of the drawing that are not inside their box. */
function sticksOutOfBox() {
  return [...document.querySelectorAll(".flow-chart__node")].flatMap((node) => {
    const box = node.querySelector(".flow-chart__box").getBoundingClientRect();
    const texts = [...node.querySelectorAll("text")];
    const sticksOut = (text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < box.left || right > box.right || top < box.top - 1 || bottom > box.bottom + 1;
    };
    return texts.filter(sticksOut).map((text) => text.textContent);
  });
}

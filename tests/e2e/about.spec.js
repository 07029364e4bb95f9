// The licences of what the page is made of, as the build found them.

import { expect, test } from "./harness/journey.js";

test("each package tells its licence, and its text when it is opened", async ({ administrator, page }) => {
  await administrator.open("/about");
  const leptos = page.getByRole("listitem").filter({ hasText: /^leptos \d/ });
  await expect(leptos.getByText("Permission is hereby granted")).toBeHidden();
  await leptos.getByText(/^leptos .*, MIT$/).click();
  await expect(leptos.getByText("Permission is hereby granted")).toBeVisible();
  await expect(page.getByText("Fluent UI System Icons")).toBeVisible();
});

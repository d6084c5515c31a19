/** What is wrong with a page by the rules of WCAG 2.2 AA, as it is now: a line each. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function axeFaults(
  page: Page,
  exempt: readonly string[] = [],
): Promise<readonly string[]> {
  // Whatever fades in has done so: colours half way are nobody's to read. What follows a scroll
  // never ends.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(({ timeline }) => timeline instanceof DocumentTimeline)
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => {})),
    ),
  );
  // A menu belongs to the button it opens from, wherever it stands in the page. Behind it nothing
  // is reached by any key until it is closed, so what scrolls there needs no stop of its own.
  const open = (await page.getByRole("menu").count()) > 0;
  const unasked = open ? ["region", "scrollable-region-focusable"] : [];
  const axe = new AxeBuilder({ page }).withTags(rules).disableRules([...unasked, ...exempt]);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ target }) => !isTyped(id, String(target)))
      .map(({ target, failureSummary }) => `${id}: ${help} at ${target} (${failureSummary})`),
  );
}

/** In the live text it is the caret that scrolls a wide table: no stop of its own for Tab. */
function isTyped(rule: string, target: string): boolean {
  return rule === "scrollable-region-focusable" && /tableWrapper/.test(target);
}

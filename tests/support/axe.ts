import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
  }[];
}

export interface Violation {
  readonly rule: string;
  readonly at: readonly string[];
}

/** What axe holds against the page as it stands: WCAG 2.2 A and AA and best practice. Empty is good. */
export const findViolations = async (page: Page): Promise<readonly Violation[]> => {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const axe = Reflect.get(window, "axe") as { run: (options: unknown) => Promise<AxeResult> };
    const result = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((rule) => ({
      rule: rule.id,
      at: rule.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    }));
  });
};

// What a screen reader or a keyboard would stumble over, found in the page as it stands by axe, the checker that the
// field uses. Colours are checked elsewhere, theme by theme.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** @returns plain sentences, one for each fault that is serious or critical */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Sent in by the debugger, since the page's own policy loads no other script.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ rules: { 'color-contrast': { enabled: false } } });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`));
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

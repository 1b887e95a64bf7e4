// What an editor inside some part of the workbench shows, as text: its lines stand in the page in the order in which
// they were drawn, so their place says which comes first.
import type { Locator, Page } from 'playwright-core';

interface LineElement {
  readonly style: { readonly top: string };
  readonly textContent: string;
}

/** The lines in view of the editors inside `part`, without the spaces that the editor makes unbreakable. */
export async function shownText(part: Locator): Promise<string> {
  const lines = await part.locator('.view-lines .view-line').evaluateAll((elements) =>
    (elements as unknown as LineElement[])
      .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent }))
      .sort((a, b) => a.top - b.top)
      .map((line) => line.text),
  );
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

/** The words of elements, with every run of blanks as one space. */
export async function shownWords(elements: Locator): Promise<string[]> {
  return (await elements.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The words that stand beside lines, such as hints; the editor draws them as generated content. */
export function shownBeside(page: Page): Promise<string[]> {
  return page.locator('.view-lines span').evaluateAll((spans) =>
    spans
      .map(
        (span) =>
          (globalThis as unknown as { getComputedStyle(e: unknown, p: string): { content: string } }).getComputedStyle(
            span,
            '::after',
          ).content,
      )
      .filter((content) => content.startsWith('"'))
      .map((content) => content.replace(/^"|"$/g, '').replaceAll('\\"', '"')),
  );
}

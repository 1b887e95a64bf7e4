// What the page's sources use to say anything. The extension hands the translations over in the document, so that they are
// there before anything else of the page is evaluated.
import { createLocalisedText, type Reader } from '../language/localised-text.ts';

const said = createLocalisedText(readerOfPage());
export const { t, tCount, numberText, unitText } = said;

/** A text whose places are filled with elements, in the order that the language wants. */
export function tNodes(text: string, ...nodes: readonly Node[]): (Node | string)[] {
  return said.partsOf(text).map((part) => (typeof part === 'string' ? part : (nodes[part] ?? `{${part}}`)));
}

/** What the host has put into the document. Outside a page it is read in English. */
function readerOfPage(): Reader {
  if (typeof document === 'undefined') return { language: 'en', words: undefined };
  const { language = '', words } = document.body.dataset;
  return { language, words: words === undefined ? undefined : JSON.parse(words) };
}

// A sentence of the memory and what a language model made of it come in; whether that may be shown in its place comes
// out. A model may mistake, invent, or do as a file's name tells it: what can be checked is checked, and the memory's own
// sentence stays beside it.
import { readsAsInstruction } from './trust.ts';

const lengthMax = 1.5;
const codePattern = /`[^`]*`/g;
/** Plain words, and the signs that divide a sentence: no links, no markup, nothing invisible. */
const plainPattern = /^[\p{L}\p{M}\p{N} .,;:!?()'"’“”%/_<>=+-]*$/u;

/** It says nothing but what the sentence says, as far as can be told: the same numbers, paths and names in the same order. */
export function isFaithful(words: string, sentence: string): boolean {
  if (words === sentence || words.trim() === '' || words.length > lengthMax * sentence.length) return false;
  const [told, meant] = [marksOf(words), marksOf(sentence)];
  if (told.length !== meant.length || told.some((mark, i) => mark !== meant[i])) return false;
  return plainPattern.test(words.replace(codePattern, '')) && !readsAsInstruction(words.replace(codePattern, ''));
}

/** What stands between code marks, and of the other words those that no plain word looks like: `14`, `2021-03-04`, `src/a.ts`. */
function marksOf(sentence: string): string[] {
  return sentence.split(/(`[^`]*`)/).flatMap((part, i) => {
    if (i % 2 === 1) return [part];
    const words = part.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
    return words.filter((word) => /[\p{N}/_.]|\p{Ll}\p{Lu}/u.test(word));
  });
}

// Words as developers write them. Stored text and questions must be split alike, or they never meet.

const wordPattern = /[\p{L}\p{N}]+/gu;
/** Words of one part, told without splitting them: nearly all. */
const plainWord = /^(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)$/;
const partPattern = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[\p{Lo}\p{Lm}\p{Lt}]+/gu;

/**
 * The words of a text in order, lower-cased, identifiers split at case changes, digits and punctuation:
 * `parseHTTPHeader_v2` gives `parse http header v 2`.
 */
export function splitWords(text: string): string[] {
  const parts = text.match(partPattern);
  return parts === null ? [] : parts.map((part) => part.toLowerCase());
}

/** The text followed by the parts of those identifiers that splitting changes, for a full-text index of whole words. */
export function withIdentifierParts(text: string): string {
  const parts: string[] = [];
  for (const word of text.match(wordPattern) ?? []) {
    if (plainWord.test(word)) continue;
    const pieces = word.match(partPattern) ?? [];
    if (pieces.length > 1) for (const piece of pieces) parts.push(piece.toLowerCase());
  }
  return parts.length === 0 ? text : `${text} ${parts.join(' ')}`;
}

// Words for names: whether a question asks for one, and how many a text tells.

const nameQuestion =
  /^(?:who|where|which|what (?:city|country|state|book|movie|name|company|band|team))\b|\bname of\b|\bcalled\b/i;
/** A capital that no sentence begins with. */
const nameWord = /(?<=[a-z,] )\p{Lu}\p{Ll}+/gu;
const namesMax = 3;

export function asksForName(question: string): boolean {
  return nameQuestion.test(question);
}

/** Of words that are written as names are, in [0, 3]; more tell no more. */
export function namesTold(text: string): number {
  return Math.min(namesMax, text.match(nameWord)?.length ?? 0);
}

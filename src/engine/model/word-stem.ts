// An English word in, what its inflections share out, so that `dropped` in a commit answers `drop` in a question. It
// need not be the stemmer of the full-text index: that one finds, this one counts what was found.

/** Plurals that share no stem with their singular, and the other way round: one person answers who asks for people. */
const otherNumber: ReadonlyMap<string, string> = new Map(
  'people/person children/child indices/index vertices/vertex matrices/matrix parentheses/parenthesis axes/axis criteria/criterion'
    .split(' ')
    .flatMap((pair) => {
      const [plural, singular] = pair.split('/') as [string, string];
      return [[plural, singular] as const, [singular, plural] as const];
    }),
);

/** The word, and its other number where the two share no stem. */
export function inEitherNumber(word: string): string[] {
  const other = otherNumber.get(word.toLowerCase());
  return other === undefined ? [word] : [word, other];
}

const doubled = /([bdfgmnprt])\1$/;

/** Lower-case; words of fewer than four letters are left alone. */
export function stemWord(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return trimEnd(trimDerivation(trimInflection(word)));
}

function trimInflection(word: string): string {
  if (/(ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  const singular = word.endsWith('s') ? word.slice(0, -1) : word;
  const bare = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(singular)?.[1];
  if (bare === undefined || bare.length < 3) return singular;
  return doubled.test(bare) && bare.length > 3 ? bare.slice(0, -1) : bare;
}

function trimDerivation(word: string): string {
  const bare = /^(.{4,}?)(?:ments?|ness|ly|able|ers?|ors?|ions?)$/.exec(word)?.[1];
  return bare === undefined ? word : bare;
}

/** `retry` and `retri`, `cache` and `cach`, `parse` and `pars` end alike. */
function trimEnd(word: string): string {
  if (word.length < 4) return word;
  const bare = word.replace(/e$/, '').replace(/i$/, 'y');
  return /(.)\1$/.test(bare) && bare.length > 4 ? bare.slice(0, -1) : bare;
}

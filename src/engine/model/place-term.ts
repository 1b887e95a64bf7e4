// Words by which code, messages and paths meet: in, text; out, terms that are the same for `selectQueryNode`,
// `SelectQueryNode` and `select-query-node`, and, beside each compound, its stemmed parts.
import { splitWords } from './token.ts';

const compoundPattern = /[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*/g;
const lengthMin = 3;

/** The distinct terms of code or prose in the order they appear, at most `termsMax`. */
export function termsOf(texts: Iterable<string>, termsMax: number): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const [compound] of text.matchAll(compoundPattern)) {
      for (const term of compoundTerms(compound)) terms.add(term);
      if (terms.size >= termsMax) return [...terms].slice(0, termsMax);
    }
  }
  return [...terms];
}

function compoundTerms(compound: string): string[] {
  const parts = splitWords(compound).filter((part) => part.length >= lengthMin);
  return parts.length < 2 ? parts.map(stemWord) : [joinedTerm(compound), ...parts.map(stemWord)];
}

function joinedTerm(compound: string): string {
  return stemWord(compound.replace(/[^A-Za-z0-9]/g, '').toLowerCase());
}

/** The term of a file's own name, without its endings and without what marks a test: `test/FooBar.test.ts` gives `foobar`. */
export function nameTerm(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const bare = name.replace(/^\.+/, '').split('.', 1)[0]!;
  return joinedTerm(bare.replace(/^test_|[._-](tests?|spec)$/i, ''));
}

/** The terms of a path; the ending counts as a word of its own. */
export function pathTerms(path: string, termsMax: number): string[] {
  return termsOf([path.replaceAll('.', ' ')], termsMax);
}

/**
 * The terms of a commit's message, after what it says by its form: its scope (`fix(parser):` gives `scope:fix` and
 * `scope:parser`) and whether it names a version.
 */
export function messageTerms(message: string, termsMax: number): string[] {
  const subject = message.split('\n', 1)[0]!;
  const scope = /^([\w ./,-]{1,40}?)(?:\(([^)]{1,40})\))?!?:/.exec(subject);
  const form = [scope?.[1], scope?.[2]]
    .filter((part) => part !== undefined)
    .map((part) => `scope:${part.toLowerCase()}`);
  if (/^v?\d+\.\d+/.test(subject)) form.push('version:first');
  else if (/\bv?\d+\.\d+/.test(subject)) form.push('version:within');
  return [...new Set([...form, ...termsOf([message], termsMax)])];
}

/** Takes the commonest English endings off, so that `redirects` meets `redirect`; input in lower case. */
export function stemWord(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith('ing')) return withoutDoubledEnd(word.slice(0, -3));
  if (word.length > 4 && word.endsWith('ed')) return withoutDoubledEnd(word.slice(0, -2));
  if (word.length > 3 && /[^siu]s$/.test(word)) return word.slice(0, -1).replace(/(s|x|ch|sh)e$/, '$1');
  return word;
}

const withoutDoubledEnd = (stem: string) => stem.replace(/([bdgmnprt])\1$/, '$1').replace(/e$/, '');

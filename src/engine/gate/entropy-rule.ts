// Secrets that nothing but their looks gives away: no name beside them, no issuer's form. In goes a text, out come the
// places of long runs that only a random source could have made.
import type { SecretSpan } from './secret-rule.ts';
import { entropyBits } from './secret-value.ts';

const lengthMin = 24;
/** Longer runs are pictures, fonts and maps in base64. */
const lengthMax = 128;
/** Bits a character: 24 random characters of 62 have about 4.2, words strung together below 3.7. */
const entropyMin = 3.75;
/** Share of neighbours of different classes (small, capital, digit): 0.62 for random ones, 0.2 for `camelCase2`. */
const changesMin = 0.45;

/** It begins where a run begins: tried at each of its characters, the pattern would cost five times as much. */
const run = new RegExp(`(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{${lengthMin},}`, 'g');
/** The same in the standard alphabet of base64, where words between slashes must be told from it: it is asked for more. */
const base64Run = /(?<![\w+/.@#%~$-])[A-Za-z0-9+/]{32,}(?:={1,2})?(?![\w+/=])/g;
/** Lines of this length, one below the other, are a file in base64. */
const fileLine = /^[A-Za-z0-9+/]{60,}={0,2}$/;
/** What stands before a digest or an address. */
const harmlessBefore =
  /(?:sha(?:1|256|384|512)[-:=]|integrity["']?\s*[:=]\s*["']?(?:sha\d+-)?|base64,|h1:|ssh-[a-z0-9-]{3,30} |[/.#@+]|[?&](?:v|hash|h|rev)=)$/i;
/**
 * What is looked for: its pattern, what a random source gives, and what stands after what is none. A full stop ends a
 * sentence, unless a name goes on behind it.
 */
const forms = [
  { pattern: run, isRandom: isRandomRun, harmlessAfter: /^(?:[(/+]|\.\w|=?\w)/ },
  { pattern: base64Run, isRandom: isRandomBase64, harmlessAfter: /^(?:\(|\.\w)/ },
];

/** Whether there is such a run; costs as much as {@link findRandomRuns}, about 30 ns a character. */
export function holdsRandomRun(text: string): boolean {
  return findRandomRuns(text).length > 0;
}

export function findRandomRuns(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { pattern, isRandom, harmlessAfter } of forms) {
    for (const { 0: value, index } of text.matchAll(pattern)) {
      if (value.length > lengthMax || !isRandom(value)) continue;
      const end = index + value.length;
      if (harmlessBefore.test(text.slice(Math.max(0, index - 24), index))) continue;
      if (harmlessAfter.test(text.slice(end, end + 2)) || isLineOfFile(text, index, end)) continue;
      spans.push({ start: index, end, kind: 'high-entropy' });
    }
  }
  return spans;
}

/** Words between slashes change their class seldom, and a random run has many numbers. */
function isRandomBase64(value: string): boolean {
  if (!/[+/]/.test(value)) return false; // The other form finds it.
  const plain = value.replace(/[+/=]/g, '');
  return (
    isRandomRun(plain) &&
    changeShare(plain) >= changesMin &&
    entropyBits(plain) >= 4 &&
    !/[a-z]{8}|[A-Z]{8}/.test(value)
  );
}

function isLineOfFile(text: string, start: number, end: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - 2 * lengthMax), start)
      .split('\n')
      .at(-2) ?? '';
  const after = text.slice(end, end + 2 * lengthMax).split('\n', 2)[1] ?? '';
  return [before, after].some((line) => fileLine.test(line.replace(/^[\s+-]/, '').trim()));
}

function isRandomRun(value: string): boolean {
  if (/^sha\d{1,3}[-_]/i.test(value)) return false;
  if (!/\d/.test(value) || !/[a-z]/.test(value) || !/[A-Z]/.test(value)) return false;
  // `parseHtmlV2` has one number in it, a random run has several.
  if ((value.match(/\d+/g)?.length ?? 0) < 2) return false;
  const changes = changeShare(value);
  const bits = entropyBits(value);
  // A long run need not look random in both ways to be it.
  return (changes >= changesMin && bits >= entropyMin) || (value.length >= 36 && changes >= 0.34 && bits >= 4.4);
}

/** Share of neighbouring characters that belong to different classes, in [0, 1]. */
function changeShare(value: string): number {
  let changes = 0;
  for (let i = 1; i < value.length; i += 1) if (classOf(value, i) !== classOf(value, i - 1)) changes += 1;
  return changes / (value.length - 1);
}

function classOf(value: string, index: number): number {
  const code = value.charCodeAt(index);
  if (code >= 97) return 0;
  if (code >= 65) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
}

// Secrets that can be told by their own form, wherever they stand: key blocks, passwords in URLs, authorization
// headers, tokens of well-known issuers that the rules of secretlint leave out. In goes a text, out come their places.
import { hasRandomCase, isPlaceholder } from './secret-value.ts';

/** Where a secret stands in a text: from `start` to before `end`, in UTF-16 units. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
  /** What stands in its place: `[redacted:<kind>]`. */
  readonly kind: string;
}

/** What a text is written in: it decides whether `password: x` gives a value or names a variable. */
export type Dialect = 'code' | 'config' | 'prose';

interface SecretRule {
  readonly kind: string;
  /** Global, with indices; the group `secret` is what goes, the whole match where there is no such group. */
  readonly pattern: RegExp;
  readonly isHarmless?: (secret: string) => boolean;
}

const secretRules: readonly SecretRule[] = [
  {
    // Whole, or cut off: then as many lines as look like its content.
    kind: 'private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:(?:(?!-----BEGIN)[\s\S]){0,8000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|(?:[\s"'`+\\rn]{0,12}[A-Za-z0-9+/=]{16,})*)/dg,
  },
  {
    // The middle of a key block alone, as when its lines are edited.
    kind: 'key-material',
    pattern:
      /^[ \t"'`+]*(?<secret>[A-Za-z0-9+/]{64}(?:[A-Za-z0-9+/]{6}|[A-Za-z0-9+/]{12})?)(?:\\r)?(?:\\n)?["'`,+ \t\r]*$/dgm,
    isHarmless: (line) => !/[a-z]/.test(line) || !/[A-Z]/.test(line) || !/\d/.test(line),
  },
  {
    // Its last line, which is shorter.
    kind: 'key-material',
    pattern:
      /^[ \t"'`+]*(?<secret>[A-Za-z0-9+/]{2,64}={0,2})(?:\\r)?(?:\\n)?["'`,+ \t\r]*\n(?=[ \t"'`+]*-----END [A-Z0-9 ]{0,40}PRIVATE KEY)/dgm,
  },
  {
    kind: 'url-password',
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>]{0,200}:(?<secret>[^\s/@"'`<>]{1,300})@/dgi,
    isHarmless: isPlaceholder,
  },
  {
    // A token in the place of the user's name.
    kind: 'url-token',
    pattern: /:\/\/(?<secret>[\w-]{16,300})(?::[\w-]{0,40})?@/dg,
    isHarmless: (value) => !/\d/.test(value),
  },
  {
    kind: 'authorization',
    pattern: /\bauthorization["'`]?\s{0,4}[:=,]\s{0,4}["'`]?(?:[a-z]{3,20}\s{1,4})?(?<secret>[\w.~+/=-]{8,4000})/dgi,
    isHarmless: (value) => !/\d/.test(value) && !hasRandomCase(value),
  },
  {
    kind: 'bearer-token',
    pattern: /\b(?:bearer|basic)\s{1,4}(?<secret>[\w.~+/=-]{16,4000})/dgi,
    isHarmless: (value) => !/\d/.test(value),
  },
  { kind: 'jwt', pattern: /\beyJ[\w-]{8,4000}\.eyJ[\w-]{8,8000}(?:\.[\w-]{0,2000})?/dg },
  { kind: 'aws-key-id', pattern: /\b(?:AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b/dg },
  {
    kind: 'issued-token',
    pattern:
      /\b(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,60}|ya29\.[\w-]{20,500}|pypi-[\w-]{40,400}|sk-[\w-]{20,250}|AGE-SECRET-KEY-1[A-Z0-9]{50,70}|\d{8,10}:AA[\w-]{33})(?![\w-])/dg,
    isHarmless: (value) => !/\d/.test(value),
  },
];

/** Places of secrets in the text, rule by rule; they may overlap. */
export function findSecrets(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { kind, pattern, isHarmless } of secretRules) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices!.groups?.secret ?? match.indices![0]!;
      if (isHarmless?.(text.slice(start, end))) continue;
      spans.push({ start, end, kind });
    }
  }
  return spans;
}

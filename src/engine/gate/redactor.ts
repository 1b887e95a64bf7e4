// Takes secrets out of whatever is about to be stored: any text anywhere in a value, however deep, and lists of lines
// as the one text they are, since a private key spans lines, those of a changed stretch together with the lines around
// it. Nothing is exempt, so no later kind of event can forget it.
import { findAssignedSecrets } from './assignment-rule.ts';
import { findRandomRuns, holdsRandomRun } from './entropy-rule.ts';
import { lintSecrets } from './secret-linter.ts';
import { type Dialect, findSecrets, type SecretSpan } from './secret-rule.ts';
import { mayHoldIssuedToken, mayHoldSecret } from './secret-signal.ts';

export interface Redacted<T> {
  readonly value: T;
  /** Secrets taken out. */
  readonly redactions: number;
}

/**
 * The value with each secret replaced by `[redacted:<kind>]`, its shape and its line structure kept. The very same
 * value where there is no secret. Redacting twice changes nothing more.
 *
 * @param path of the file the texts come from, if they come from one; a `path` field inside the value goes before it
 */
export async function redactValue<T>(value: T, path?: string): Promise<Redacted<T>> {
  // Nearly everything ends here, without a promise for each line.
  if (!anyText(value, needsRules)) return { value, redactions: 0 };
  const walk = await walkValue(value, path);
  return walk as Redacted<T>;
}

/** @param path see {@link redactValue} */
export async function redactText(text: string, path?: string): Promise<Redacted<string>> {
  if (!needsRules(text)) return { value: text, redactions: 0 };
  const spans = mergeSpans(await findSpans(text, path));
  return { value: replaceSpans(text, spans), redactions: spans.length };
}

function needsRules(text: string): boolean {
  return mayHoldSecret(text) || holdsRandomRun(text);
}

/** Where secrets stand; the places may overlap. */
async function findSpans(text: string, path: string | undefined): Promise<SecretSpan[]> {
  const spans = [...findSecrets(text), ...findAssignedSecrets(text, dialectOf(path))];
  if (mayHoldIssuedToken(text)) spans.push(...(await lintSecrets(text)));
  // What has a name is called by it.
  const isNew = (found: SecretSpan) => !spans.some(({ start, end }) => start < found.end && found.start < end);
  spans.push(...findRandomRuns(text).filter(isNew));
  return spans;
}

async function walkValue(value: unknown, path: string | undefined): Promise<Redacted<unknown>> {
  if (typeof value === 'string') return redactText(value, path);
  if (typeof value !== 'object' || value === null) return { value, redactions: 0 };
  if (isLines(value)) {
    const redacted = await redactText(value.join('\n'), path);
    return redacted.redactions === 0
      ? { value, redactions: 0 }
      : { value: redacted.value.split('\n'), redactions: redacted.redactions };
  }
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => walkValue(item, path)));
    return { value: items.map((item) => item.value), redactions: sum(items) };
  }
  const ownPath = 'path' in value && typeof value.path === 'string' ? value.path : path;
  if (isSurrounded(value)) return redactSurrounded(value, ownPath);
  const keys = Object.keys(value);
  const fields = await Promise.all(Object.values(value).map((field) => walkValue(field, ownPath)));
  return {
    value: Object.fromEntries(keys.map((key, index) => [key, fields[index]!.value])),
    redactions: sum(fields),
  };
}

/** A changed stretch, before and after, with unchanged lines above or below it. */
type Surrounded = Readonly<Record<'before' | 'after', readonly string[]> & Partial<Record<'lead' | 'trail', string[]>>>;
type Part = keyof Surrounded;

/** Each part by itself, then as the texts that it was and became. */
const readings: readonly (readonly Part[])[] = [
  ['lead'],
  ['before'],
  ['after'],
  ['trail'],
  ['lead', 'before', 'trail'],
  ['lead', 'after', 'trail'],
];

function isSurrounded(value: object): value is Surrounded {
  const { before, after, lead = [], trail = [] } = value as Partial<Record<Part, unknown>>;
  return ('lead' in value || 'trail' in value) && [before, after, lead, trail].every(isLinesOrNone);
}

/** A key that begins above the change and ends below it is taken out of all its parts. */
async function redactSurrounded(value: Surrounded, path: string | undefined): Promise<Redacted<unknown>> {
  const { lead = [], before, after, trail = [], ...rest } = value;
  const lines: Record<Part, readonly string[]> = { lead, before, after, trail };
  const found: Record<Part, SecretSpan[]> = { lead: [], before: [], after: [], trail: [] };
  for (const reading of readings) {
    const parts = reading.filter((part) => lines[part].length > 0);
    const spans = await findSpans(parts.flatMap((part) => lines[part]).join('\n'), path);
    let start = 0;
    for (const part of parts) {
      const end = start + lines[part].join('\n').length;
      found[part].push(...cutSpans(spans, start, end));
      start = end + 1;
    }
  }
  const redacted: Partial<Record<Part, string[]>> = {};
  let redactions = 0;
  for (const part of ['lead', 'before', 'after', 'trail'] as const) {
    const spans = mergeSpans(found[part]);
    if (spans.length > 0) redacted[part] = replaceSpans(lines[part].join('\n'), spans).split('\n');
    redactions += spans.length;
  }
  const others = await walkValue(rest, path);
  return { value: { ...value, ...(others.value as object), ...redacted }, redactions: redactions + others.redactions };
}

/** What of the spans lies between two places, told from the first of them. */
function cutSpans(spans: readonly SecretSpan[], start: number, end: number): SecretSpan[] {
  return spans.flatMap((span) => {
    const cut = { start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start, kind: span.kind };
    return cut.start < cut.end ? [cut] : [];
  });
}

function isLinesOrNone(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isLines(value: object): value is string[] {
  return isLinesOrNone(value) && (value as unknown[]).length > 0;
}

function anyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value !== 'object' || value === null) return false;
  if (isLines(value)) return holds(value.join('\n'));
  for (const field of Object.values(value)) if (anyText(field, holds)) return true;
  return false;
}

function sum(parts: readonly Redacted<unknown>[]): number {
  return parts.reduce((total, part) => total + part.redactions, 0);
}

const configPath =
  /(?:^|[\\/])(?:Dockerfile[^\\/]*|\.[\w-]+rc|[^\\/]*\.(?:ya?ml|env|ini|properties|toml|cfg|conf|tfvars|sh|bash|zsh|fish|ps1|cmd|bat))$/i;

function dialectOf(path: string | undefined): Dialect {
  if (path === undefined) return 'prose';
  return configPath.test(path) ? 'config' : 'code';
}

/** In order, overlapping ones as one, so that no end of a secret is left standing. */
function mergeSpans(spans: readonly SecretSpan[]): SecretSpan[] {
  const merged: SecretSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    } else merged.push(span);
  }
  return merged;
}

function replaceSpans(text: string, spans: readonly SecretSpan[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, kind } of spans) {
    // Every line of a secret keeps its place, so that line numbers stay true.
    const mark = text.slice(start, end).split('\n').fill(`[redacted:${kind}]`).join('\n');
    result += text.slice(from, start) + mark;
    from = end;
  }
  return result + text.slice(from);
}

// A manual page in the language of troff comes in; what it says the thing is for, with its description, goes out.
import type { TextPair } from './text-pair.ts';

/** None where the page lacks a name or a description. Pages of both families are read: `man` and `mdoc`. */
export function manualPairs(page: string): Omit<TextPair, 'source'>[] {
  const sections = new Map<string, string>();
  for (const part of page.split(/^\.S[Hh]\s+/m).slice(1)) {
    const end = part.indexOf('\n');
    sections.set(part.slice(0, end).replaceAll('"', '').trim().toUpperCase(), part.slice(end + 1));
  }
  const name = plain(sections.get('NAME') ?? '');
  const purpose = /^\.Nd\s+(.*)$/m.exec(sections.get('NAME') ?? '')?.[1] ?? /\s[-\u2013]+\s+(.*)$/.exec(name)?.[1];
  const description = plain(sections.get('DESCRIPTION') ?? '');
  if (purpose === undefined || description === '') return [];
  return [{ kind: 'manual', question: plain(purpose).replaceAll('"', ''), answer: description }];
}

function plain(source: string): string {
  return source
    .replace(/^[.']\s*\\".*$/gm, '')
    .replace(/^\.\w+[ \t]*/gm, '')
    .replace(/\\f\[?\w\]?|\\[&/|^]|\\s[-+]?\d/g, '')
    .replace(/\\(?:\(\w\w|\[[^\]]*\])/g, ' ')
    .replace(/\\[-e]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

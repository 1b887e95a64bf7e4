// What forgetting would take and has taken, in words for a dialog and a receipt. Remembered text comes out as one
// harmless line.
import type { WireForgetPreview, WireForgetReceipt } from '../../protocol/forget.ts';
import { plainLine } from './wording.ts';

const examplesMax = 4;
const exampleCharsMax = 90;
const nameCharsMax = 60;

/** The sentences of the dialog that asks, a line each. */
export function describePreview(preview: WireForgetPreview, language: string): string[] {
  const { events, episodes, fromMs = 0, toMs = 0, projects, formerNames, examples } = preview;
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
  });
  const lines = [
    `${count(events, 'event')} of ${count(episodes, 'episode')}, from ${time.format(fromMs)} to ${time.format(toMs)}`,
    ...projects.map(({ name, events: n, isWhole }) => {
      const title = plainLine(name, nameCharsMax);
      return isWhole ? `all that is known of ${title} (${n})` : `${n} in ${title}`;
    }),
  ];
  if (formerNames.length > 0) lines.push(`former names: ${plainLine(formerNames.join(', '), 200)}`);
  const told = examples.slice(0, examplesMax).map(({ kind, text, paths }) => {
    const what = text === '' ? (paths[0] ?? '') : text;
    return `· ${kind}: ${plainLine(what, exampleCharsMax)}`;
  });
  return told.length === 0 ? lines : [...lines, '', 'for example', ...told];
}

/** The receipt, a line each; it holds nothing of what was forgotten. */
export function describeReceipt({ removed, derived, tombstones, scan, durationMs }: WireForgetReceipt): string[] {
  const looked = `${count(scan.probes, 'text')} in every byte of ${count(scan.files, 'file')} (${(scan.bytes / 1e6).toFixed(1)} MB)`;
  return [
    `Removed: ${count(removed.events, 'event')} of ${count(removed.episodes, 'episode')}.`,
    `Derived again from what stays: ${count(derived.events, 'event')}, ${count(derived.episodes, 'episode')}, ${count(derived.nodes, 'node')}, ${count(derived.links, 'link')}.`,
    `Marked by keyed hashes, so that no import brings it back: ${tombstones}.`,
    isClean(scan)
      ? `Looked for ${looked}: nothing was found.`
      : `Looked for ${looked}: found in ${scan.found.join(', ')}.`,
    ...(scan.alsoElsewhere > 0
      ? [`Not looked for, since memories that stay hold them too: ${count(scan.alsoElsewhere, 'text')}.`]
      : []),
    ...(scan.unread.length > 0 ? [`Could not be read: ${scan.unread.join(', ')}.`] : []),
    `It took ${(durationMs / 1000).toFixed(1)} s.`,
  ];
}

export function isClean(scan: WireForgetReceipt['scan']): boolean {
  return scan.found.length === 0;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

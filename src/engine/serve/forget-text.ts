// What forgetting would take and has taken, as lines for a terminal. What was remembered may hold anything, so control
// characters are taken out before it reaches one.
import { stripVTControlCharacters } from 'node:util';
import type { WireForgetPreview, WireForgetReceipt } from '../../protocol/forget.ts';

const exampleCharsMax = 80;

export function describePreview(preview: WireForgetPreview): string[] {
  const { events, episodes, fromMs, toMs, projects, formerNames, examples } = preview;
  if (events === 0 || fromMs === undefined || toMs === undefined)
    return ['Nothing that is remembered is meant by this.'];
  const places = projects.map(({ name, events: n, isWhole }) => `${plain(name)} (${n}${isWhole ? ', all of it' : ''})`);
  return [
    `${count(events, 'event')} of ${count(episodes, 'episode')}, from ${minuteOf(fromMs)} to ${minuteOf(toMs)}`,
    `in ${places.join(', ')}`,
    ...(formerNames.length > 0 ? [`with the former names ${formerNames.map(plain).join(', ')}`] : []),
    ...examples.map(({ at, kind, text, paths }) => {
      const place = paths[0] === undefined ? '' : ` ${plain(paths[0])}`;
      return `  ${minuteOf(at)}  ${kind}${place}  ${plain(text).slice(0, exampleCharsMax)}`;
    }),
  ];
}

export function describeReceipt({ removed, derived, tombstones, scan, durationMs }: WireForgetReceipt): string[] {
  const looked = `${count(scan.probes, 'text')} in ${count(scan.files, 'file')} (${(scan.bytes / 1e6).toFixed(1)} MB)`;
  return [
    `Forgotten: ${count(removed.events, 'event')} of ${count(removed.episodes, 'episode')}${removed.projects > 0 ? `, ${count(removed.projects, 'whole project')}` : ''}, in ${(durationMs / 1000).toFixed(1)} s.`,
    `Derived again from what stays: ${count(derived.events, 'event')}, ${count(derived.episodes, 'episode')}, ${count(derived.nodes, 'node')}, ${count(derived.links, 'link')}.`,
    `Marked, so that no import brings it back: ${tombstones}.`,
    scan.found.length === 0
      ? `Looked for ${looked}: nothing was found.`
      : `Looked for ${looked}: FOUND in ${scan.found.join(', ')}. Please report this.`,
    ...(scan.alsoElsewhere > 0
      ? [`Not looked for, since memories that stay hold them too: ${count(scan.alsoElsewhere, 'text')}.`]
      : []),
    ...(scan.unread.length > 0 ? [`Could not be read: ${scan.unread.join(', ')}.`] : []),
  ];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** In local time. */
function minuteOf(atMs: number): string {
  const at = new Date(atMs - new Date(atMs).getTimezoneOffset() * 60_000);
  return at.toISOString().slice(0, 16).replace('T', ' ');
}

function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');
}

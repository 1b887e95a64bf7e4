// A place in, how it feels out: its valence, why in one line, and the events that say so. One look-up at the place
// itself; where nothing is known of it, at the nearest place above.
import { type AppraisalCount, type AppraisalReason, foldersOf, hurtingReasons } from '../model/appraisal.ts';
import { type MemoryNode, symbolKey } from '../model/node.ts';
import { count } from '../model/plain-word.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Feeling, FeltPlace } from '../model/recollection.ts';
import { neutralValence } from '../model/valence.ts';

const evidenceMax = 8;

/**
 * @param place a path relative to the root; with a symbol, the symbol's place in that file
 * @returns precision 0 and an empty sentence where nothing is known. Costs some tens of microseconds
 */
export function feelPlace(place: { path: string; symbol?: string }, project: string, memory: MemoryReader): Feeling {
  for (const at of placesAbove(place)) {
    const node = memory.node(project, at.kind, at.key);
    if (node === undefined || node.valence.precision === 0) continue;
    return describe(at, node, memory.appraisals(node.id));
  }
  return { place: placesAbove(place)[0]!, valence: neutralValence, sentence: '', evidence: [] };
}

/** The place itself first. A path may name a file or a folder; only the memory knows which. */
function placesAbove({ path, symbol }: { path: string; symbol?: string }): FeltPlace[] {
  const places = symbolsAround(symbol).map((name): FeltPlace => ({ kind: 'symbol', key: symbolKey(path, name) }));
  if (path !== '') places.push({ kind: 'file', key: path });
  places.push({ kind: 'folder', key: path });
  for (const key of path === '' ? [] : foldersOf([path])) places.push({ kind: 'folder', key });
  return places;
}

/** `Queue.push` stands in `Queue`; of a history, only what stands at the margin is known. */
function symbolsAround(symbol: string | undefined): string[] {
  if (symbol === undefined) return [];
  const names = symbol.split('.');
  return names.map((_, i) => names.slice(0, names.length - i).join('.'));
}

function describe(place: FeltPlace, { valence }: MemoryNode, counts: readonly AppraisalCount[]): Feeling {
  const hurts = counts.filter(({ reason }) => hurtingReasons.has(reason)).sort((a, b) => b.lastAt - a.lastAt);
  const evidence = [...hurts, ...counts.filter(({ reason }) => !hurtingReasons.has(reason))].slice(0, evidenceMax);
  return { place, valence, sentence: phrase(counts, hurts), evidence };
}

function phrase(counts: readonly AppraisalCount[], hurts: readonly AppraisalCount[]): string {
  const times = (reason: AppraisalReason) => counts.find((count) => count.reason === reason)?.times ?? 0;
  const commits = times('commit') + times('repair') + times('revert');
  const repairs = times('repair');
  const parts = [
    several(times('revert'), (n) => `reverted ${n}×`),
    several(repairs, (n) => `${count(n, 'fix', 'fixes')} in ${count(commits, 'commit', 'commits')}`),
    several(times('fixed-up'), (n) => `${count(n, 'change', 'changes')} soon repaired`),
    several(times('tests-red'), (n) => `tests red ${n}×`),
    several(times('struggle'), (n) => `${count(n, 'long struggle', 'long struggles')}`),
    several(times('abandoned'), (n) => `left unfinished ${n}×`),
    several(times('corrected'), (n) => `${count(n, "agent's change", "agents' changes")} turned down`),
    several(times('exception'), (n) => `threw ${n}×`),
    several(times('undo'), (n) => `taken back ${n}×`),
  ].filter((part) => part !== '');
  const last = hurts[0];
  if (last === undefined)
    return commits > 0 ? `${count(commits, 'commit', 'commits')}, none of them a repair` : calm(counts);
  return `${parts.join(', ')}; last hurt ${dayOf(last.lastAt)}`;
}

function calm(counts: readonly AppraisalCount[]): string {
  const fixed = counts.find(({ reason }) => reason === 'error-fixed')?.times ?? 0;
  return fixed > 0 ? `${count(fixed, 'error', 'errors')} met and fixed here` : 'nothing has hurt here';
}

function several(n: number, say: (n: number) => string): string {
  return n === 0 ? '' : say(n);
}

/** In UTC, so that it is the same wherever it is read. */
function dayOf(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

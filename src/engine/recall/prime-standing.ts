// What the developer did with earlier primes: in, feedback events; out, what each kind and each single item has earned.
// Sums alone, so that order does not matter and what is forgotten leaves no trace.
import type { FeedbackVerdict, MemoryEvent } from '../model/event.ts';
import type { PrimedKind } from '../model/priming.ts';
import { isGone } from '../model/standing.ts';

interface Tally {
  welcome: number;
  passed: number;
  dismissed: number;
}

export interface PrimeStanding {
  readonly byKind: ReadonlyMap<string, Tally>;
  /** By `kind:key`. */
  readonly bySubject: ReadonlyMap<string, Tally>;
}

/** How far a verdict counts for what was offered. */
const welcome: Readonly<Record<FeedbackVerdict, number>> = {
  accepted: 1,
  pinned: 1,
  restored: 1,
  opened: 0.7,
  unpinned: 0.5,
  corrected: 0,
  ignored: 0,
  dismissed: 0,
};
/** Chance of each kind to be what is wanted when it is the only one that comes to mind, before anyone has said so. */
const priorChance: Readonly<Record<Exclude<PrimedKind, 'file'>, number>> = {
  command: 0.6,
  symbol: 0.4,
  episode: 0.4,
  gist: 0.4,
  warning: 0.6,
};
/** The prior weighs as much as this many verdicts. */
const priorMass = 8;

export function standingOf(events: readonly MemoryEvent[]): PrimeStanding {
  const byKind = new Map<string, Tally>();
  const bySubject = new Map<string, Tally>();
  for (const event of events) {
    if (event.kind !== 'feedback') continue;
    const { subject, verdict } = event.data;
    count(bySubject, subject, verdict);
    count(byKind, subject.slice(0, Math.max(0, subject.indexOf(':'))), verdict);
  }
  return { byKind, bySubject };
}

function count(tallies: Map<string, Tally>, key: string, verdict: FeedbackVerdict): void {
  const tally = tallies.get(key) ?? { welcome: 0, passed: 0, dismissed: 0 };
  tally.welcome += welcome[verdict];
  tally.passed += verdict === 'dismissed' ? 0 : 1 - welcome[verdict];
  tally.dismissed += Number(verdict === 'dismissed');
  tallies.set(key, tally);
}

/** In (0, 1). A dismissal says only what it was not, so it does not count against the kind. */
export function chanceOfKind(standing: PrimeStanding, kind: Exclude<PrimedKind, 'file'>): number {
  const { welcome: yes, passed: no } = standing.byKind.get(kind) ?? { welcome: 0, passed: 0 };
  return (priorChance[kind] * priorMass + yes) / (priorMass + yes + no);
}

/** The probability after what was done with this very item; 0 when it was dismissed for good. */
export function adjustChance(standing: PrimeStanding, kind: PrimedKind, key: string, probability: number): number {
  const tally = standing.bySubject.get(`${kind}:${key}`);
  if (tally === undefined || probability <= 0 || probability >= 1) return probability;
  if (isGone({ dismissals: tally.dismissed })) return 0;
  const shift = Math.log((1 + tally.welcome) / (1 + 0.5 * tally.passed + 2 * tally.dismissed));
  const odds = (probability / (1 - probability)) * Math.exp(shift);
  return odds / (1 + odds);
}

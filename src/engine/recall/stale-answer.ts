// An answer in, with how the places that its leading evidence names stand now; the same answer out, marked as stale where
// none of them is as the evidence has it. What is asked of the past stays as it was, whatever became of the place.
import type { PlaceNow } from '../model/citation.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { Answer } from '../model/recollection.ts';
import { asksForThen } from './current-answer.ts';

const atPlaces: ReadonlySet<MemoryEvent['kind']> = new Set(['edit', 'commit', 'revert', 'diagnostic']);
const placesLookedAt = 20;
const placesNamed = 3;

/** The places at which the event left something that can be looked for: not those that it did away with itself. */
export function placesLeft(event: MemoryEvent): readonly string[] {
  // Who notes something of a place may speak of a file that is still to be written.
  if (!atPlaces.has(event.kind)) return [];
  const isCommit = event.kind === 'commit' || event.kind === 'revert';
  const removed = new Set(isCommit ? event.data.files.flatMap(({ status, path }) => (status === 'D' ? path : [])) : []);
  return event.refs.filter((path) => !removed.has(path)).slice(0, placesLookedAt);
}

/** Whether places decide: of what is superseded or unsure anyway, and of what was, they say nothing. */
export function mayBeStale({ state, evidence, question }: Answer): boolean {
  const isSure = state === 'known' || state === 'familiar';
  return isSure && evidence[0]?.standing === undefined && !asksForThen.test(question);
}

/** @param now of the places that the leading evidence names, those that are not as it has them */
export function markStale<Given extends Answer>(
  answer: Given,
  left: readonly string[],
  now: ReadonlyMap<string, PlaceNow>,
): Given {
  const [lead, ...others] = answer.evidence;
  if (lead === undefined || left.length === 0 || !left.every((path) => now.has(path))) return answer;
  const named = left
    .slice(0, placesNamed)
    .map((path) => `${path} ${now.get(path) === 'gone' ? 'is gone' : 'has changed'}`);
  const change = `${named.join(', ')} since`;
  return {
    ...answer,
    state: 'stale',
    summary: `${answer.summary} But ${change}.`,
    evidence: [{ ...lead, standing: 'stale', change }, ...others],
  };
}

// An event with what it covers of a question in, a piece of evidence that a person can open out.
import type { MemoryEvent } from '../model/event.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { Evidence } from '../model/recollection.ts';
import type { Coverage } from './coverage.ts';

const weightMin = 0.001;

/** @param weight of the best, which has 1 */
export function writeEvidence(
  event: MemoryEvent,
  coverage: Coverage,
  given: { readonly memory: MemoryReader; readonly weight: number; readonly reasons: readonly string[] },
): Evidence {
  return {
    event: event.id,
    episode: given.memory.episodeOfEvent(event.seq)?.id ?? event.id,
    at: event.at,
    title: coverage.text.title || titleOf(event),
    excerpt: coverage.excerpt,
    ...(coverage.text.sha !== undefined && { sha: coverage.text.sha }),
    paths: event.refs,
    weight: Math.max(weightMin, given.weight),
    reasons: given.reasons,
  };
}

function titleOf(event: MemoryEvent): string {
  const place = event.refs[0];
  if (event.kind === 'commit' || event.kind === 'revert') return '(no message)';
  return place === undefined ? event.kind : `${event.kind} in ${place}`;
}

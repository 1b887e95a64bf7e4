// What System 2 found becomes links: from what a question asked about to the question, and from it to the episodes that
// answered, so that the same question is answered at once the next time.
import type { MemoryChange, NodeRef } from '../model/change.ts';
import type { MemoryEvent } from '../model/event.ts';
import { askedPrefix } from '../model/node.ts';
import type { MemoryReader } from '../model/ports.ts';
import { neutralValence } from '../model/valence.ts';

const termsMax = 40;

export function planRecall(event: MemoryEvent, memory: MemoryReader): MemoryChange[] {
  if (event.kind !== 'recall' || event.data.steps === 0) return [];
  const { at } = event;
  const { again } = event.data;
  const question = again === undefined ? event : memory.event(again);
  if (question?.kind !== 'recall') return [];
  const asked: NodeRef = { kind: 'term', key: `${askedPrefix}${event.id}` };
  const meet = (node: NodeRef): MemoryChange => ({ op: 'meet', node, at, valence: neutralValence });
  const compile = (from: NodeRef, to: NodeRef): MemoryChange => ({
    op: 'strengthen',
    from,
    to,
    kind: 'compiled',
    delta: 1,
    at,
  });
  const terms = question.data.terms.slice(0, termsMax).map((key): NodeRef => ({ kind: 'term', key }));
  const episodes = event.data.evidence
    .map((id) => memory.event(id))
    .map((each) => (each === undefined ? undefined : memory.episodeOfEvent(each.seq)?.id))
    .filter((id) => id !== undefined);
  return [
    meet(asked),
    ...terms.flatMap((term) => [meet(term), compile(term, asked)]),
    ...[...new Set(episodes)].map((key) => compile(asked, { kind: 'episode', key })),
  ];
}

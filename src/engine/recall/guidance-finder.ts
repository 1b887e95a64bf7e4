// A project in, what could be written down for those who work on it out: procedures from the log, conventions from what is
// believed. What reads as an order to a model is never among it.
import type { Convention, Guidance } from '../model/guidance.ts';
import type { MemoryReader } from '../model/ports.ts';
import { readsAsInstruction } from '../model/trust.ts';
import { listBeliefs } from './belief-list.ts';
import { findProcedures } from './procedure-finder.ts';
import { readStretches } from './work-stretch.ts';

const eventsMax = 3_000;
const beliefsMax = 20;
const confidenceMin = 0.9;

/** Cost: it reads the latest 3,000 edits, commands and commits. */
export function findGuidance(project: string, memory: MemoryReader): Guidance {
  const kinds = ['edit', 'command', 'commit', 'revert'] as const;
  const events = memory.latestOfKinds(project, kinds, Number.MAX_SAFE_INTEGER, eventsMax);
  return {
    procedures: findProcedures(readStretches(events.toReversed())),
    conventions: findConventions(project, memory),
  };
}

function findConventions(project: string, memory: MemoryReader): Convention[] {
  return listBeliefs(project, { limit: beliefsMax, withPast: false }, memory)
    .beliefs.filter(({ level, form }) => level === 'core' && (form === 'convention' || form === 'test-with'))
    .filter(({ confidence, statement }) => confidence >= confidenceMin && !readsAsInstruction(statement))
    .map(({ key, statement, evidence }) => {
      const isRead = evidence.every((id) => memory.event(id)?.actor === 'history');
      return { key, statement, tier: isRead ? 'imported' : 'observed', evidence: evidence.slice(0, 3) };
    });
}

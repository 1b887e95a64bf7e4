// A memory in, the same memory as it is believed out: what the user has called wrong cannot be met in it, so that no way
// of recalling can assert it. What was true until some day, and what is only pinned, is met as ever.
import type { MemoryReader } from '../model/ports.ts';
import { isDenied } from '../model/standing.ts';

/** The most memories of one project that can be called wrong. */
const deniedMax = 10_000;

/** Costs one look-up a call where nothing is denied, and one more for each event that is read where something is. */
export function believeMemory(memory: MemoryReader): MemoryReader {
  const deniedOf = (project: string): ReadonlySet<string> => {
    const denied = new Set<string>();
    for (const [subject, standing] of memory.standings(project, deniedMax)) if (isDenied(standing)) denied.add(subject);
    return denied;
  };
  const isBelieved = (denied: ReadonlySet<string>, id: string, seq: number): boolean =>
    denied.size === 0 || !(denied.has(id) || denied.has(memory.episodeOfEvent(seq)?.id ?? ''));
  const believedOnly = <Event extends { readonly id: string; readonly seq: number }>(
    project: string,
    events: readonly Event[],
  ): Event[] => {
    const denied = deniedOf(project);
    return events.filter(({ id, seq }) => isBelieved(denied, id, seq));
  };
  return {
    ...memory,
    event(id) {
      const event = memory.event(id);
      return event && believedOnly(event.project, [event])[0];
    },
    eventAt(seq) {
      const event = memory.eventAt(seq);
      return event && believedOnly(event.project, [event])[0];
    },
    eventsOfKind: (project, kind, limit) => believedOnly(project, memory.eventsOfKind(project, kind, limit)),
    eventsAtPath: (project, path, limit) => believedOnly(project, memory.eventsAtPath(project, path, limit)),
    cases(project, fingerprint, limit) {
      const denied = deniedOf(project);
      const found = memory.cases(project, fingerprint, limit);
      if (denied.size === 0) return found;
      return found.filter(({ cleared, appearedSeq }) => {
        const seq = cleared?.seq ?? appearedSeq;
        return isBelieved(denied, memory.eventAt(seq)?.id ?? '', seq);
      });
    },
  };
}

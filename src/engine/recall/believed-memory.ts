// A memory in, the same memory as it is believed out: what the user has called wrong cannot be met in it, so that no way
// of recalling can assert it. Events that were true until some day, and what is only pinned, are met as ever. A gist that
// was corrected is met as one that was given up.
import { type Gist, nodeKindOf } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import { isDenied, type Standing } from '../model/standing.ts';

/** The most memories of one project that can be called wrong. */
const deniedMax = 10_000;

/** A gist with the user's word on it: what they call wrong, or true until some day, is held no longer. */
function correctGist(gist: Gist, standing: Standing | undefined): Gist {
  const correction = standing?.correction;
  if (correction === undefined) return gist;
  const heldTo = Math.min(gist.heldTo ?? Number.POSITIVE_INFINITY, correction.until ?? correction.at);
  return { ...gist, heldTo, unlearnedAt: gist.unlearnedAt ?? correction.at };
}

/** Names a gist in feedback. */
export function subjectOfGist(gist: Pick<Gist, 'level' | 'form' | 'key'>): string {
  return `${nodeKindOf(gist)}:${gist.key}`;
}

type DeniedOf = (project: string) => ReadonlySet<string>;

/** Costs one look-up a call where nothing is denied, and one more for each event that is read where something is. */
export function believeMemory(memory: MemoryReader): MemoryReader {
  return believeBut(memory, (project) => readDenied(memory, project));
}

/** The same for the length of one answer: what is denied is looked up once, and not with each of hundreds of events. */
export function believeForNow(memory: MemoryReader): MemoryReader {
  const known = new Map<string, ReadonlySet<string>>();
  return believeBut(memory, (project) => {
    const denied = known.get(project) ?? readDenied(memory, project);
    known.set(project, denied);
    return denied;
  });
}

function readDenied(memory: MemoryReader, project: string): ReadonlySet<string> {
  const denied = new Set<string>();
  for (const [subject, standing] of memory.standings(project, deniedMax)) if (isDenied(standing)) denied.add(subject);
  return denied;
}

function believeBut(memory: MemoryReader, deniedOf: DeniedOf): MemoryReader {
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
    eventsAt: (project, seqs) => believedOnly(project, memory.eventsAt(project, seqs)),
    eventsOfKind: (project, kind, limit) => believedOnly(project, memory.eventsOfKind(project, kind, limit)),
    eventsAtPath: (project, path, limit) => believedOnly(project, memory.eventsAtPath(project, path, limit)),
    gists(project, limit) {
      const standings = memory.standings(project, deniedMax);
      const gists = memory.gists(project, limit);
      return standings.size === 0 ? gists : gists.map((gist) => correctGist(gist, standings.get(subjectOfGist(gist))));
    },
    gist(project, key) {
      const gist = memory.gist(project, key);
      return gist && correctGist(gist, memory.standing(project, subjectOfGist(gist)));
    },
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

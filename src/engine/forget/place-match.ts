// Whether an event happened at a place: a file or a folder of a project, under the names that it had at the time.
import type { MemoryEvent } from '../model/event.ts';

/** A name that a file of the place had, up to the event that renamed it. */
interface FormerName {
  readonly path: string;
  readonly untilSeq: number;
}

export interface PlaceMatch {
  readonly matches: (event: MemoryEvent) => boolean;
  readonly formerNames: readonly string[];
}

/**
 * @param path relative to the project's root; of a file or a folder
 * @param log read once, for the renamings in it
 */
export function createPlaceMatch(project: string, path: string, log: Iterable<MemoryEvent>): PlaceMatch {
  const place = path.replace(/\/+$/, '');
  const former = findFormerNames(project, place, log);
  const isAt = (candidate: string, seq: number) =>
    candidate === place || candidate.startsWith(`${place}/`) || (former.get(candidate)?.untilSeq ?? 0) >= seq;
  return {
    matches: (event) => event.project === project && pathsOf(event).some((candidate) => isAt(candidate, event.seq)),
    formerNames: [...former.keys()],
  };
}

/** From the last renaming back to the first, so that a name is followed as far as it goes. */
function findFormerNames(project: string, place: string, log: Iterable<MemoryEvent>): Map<string, FormerName> {
  const renamings: { was: string; path: string; seq: number }[] = [];
  for (const event of log) {
    if (event.project !== project || (event.kind !== 'commit' && event.kind !== 'revert')) continue;
    for (const { was, path } of event.data.files) if (was !== undefined) renamings.push({ was, path, seq: event.seq });
  }
  const former = new Map<string, FormerName>();
  for (const { was, path, seq } of renamings.reverse()) {
    const isOfPlace = path === place || path.startsWith(`${place}/`) || (former.get(path)?.untilSeq ?? 0) >= seq;
    const isInside = was === place || was.startsWith(`${place}/`);
    if (isOfPlace && !isInside && !former.has(was)) former.set(was, { path: was, untilSeq: seq });
  }
  return former;
}

/** Every file that the event names as its place. */
function pathsOf(event: MemoryEvent): string[] {
  const hunks = 'hunks' in event.data ? event.data.hunks.map((hunk) => hunk.path) : [];
  const files = 'files' in event.data ? event.data.files.flatMap(({ path, was }) => (was ? [path, was] : [path])) : [];
  return [...event.refs, ...hunks, ...files];
}

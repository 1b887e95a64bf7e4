// Looks evidence up before it is given: by its id in the log, by its places and commits in the working tree. Citations
// come in, how they stand now goes out; whatever cannot be looked at counts as standing.
import type { Citation, CitationCheck, PlaceNow, WorkingTree } from './model/citation.ts';
import type { MemoryEvent } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import { commitIdPrefix, type Site } from './model/project.ts';
import { checkPlace } from './recall/citation-check.ts';

export interface Citing {
  /** By its id, by the start of it, or by the start of a commit's sha. Undefined for an event of another project, too. */
  event(folder: string, id: string): Promise<MemoryEvent | undefined>;
  /** One check for each citation, in their order. Reads each file once and asks git once. */
  checkCitations(folder: string, citations: readonly Citation[]): Promise<CitationCheck[]>;
}

/** Shorter starts of ids are too easily another's. */
const idStartMin = 7;
const fullSha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function createCiting({
  memory,
  findSite,
  tree,
}: {
  readonly memory: Pick<MemoryReader, 'event' | 'eventByStart'>;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly tree: WorkingTree;
}): Citing {
  function findByStart(project: string, start: string): MemoryEvent | undefined {
    if (start.length < idStartMin) return undefined;
    return memory.eventByStart(project, start) ?? memory.eventByStart(project, `${commitIdPrefix(project)}${start}`);
  }

  return {
    async event(folder, id) {
      const { project } = await findSite(folder);
      const event = memory.event(id) ?? findByStart(project, id);
      return event?.project === project ? event : undefined;
    },
    async checkCitations(folder, citations) {
      const { root } = await findSite(folder);
      const cited = citations.map(({ event, paths }) => ({
        event: event === undefined ? undefined : memory.event(event),
        paths,
      }));
      const missing = await tree.missingCommits(root, [...new Set(cited.flatMap(({ event }) => shaOf(event) ?? []))]);
      return cited.map(({ event, paths }) => {
        const sha = shaOf(event);
        const places = new Map<string, PlaceNow>();
        for (const path of paths) {
          const now = checkPlace(event, path, tree.read(root, path));
          if (now !== undefined) places.set(path, now);
        }
        return { places, isCommitGone: sha !== undefined && missing.has(sha) };
      });
    },
  };
}

function shaOf(event: MemoryEvent | undefined): string | undefined {
  if (event?.kind !== 'commit' && event?.kind !== 'revert') return undefined;
  return fullSha.test(event.data.sha) ? event.data.sha : undefined;
}

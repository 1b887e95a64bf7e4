// Looks at the working tree before evidence is given: citations come in, how their places and commits stand now goes out.
// Whatever cannot be looked at counts as standing.
import type { Citation, CitationCheck, PlaceNow, WorkingTree } from './model/citation.ts';
import type { MemoryEvent } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import type { Site } from './model/project.ts';
import { checkPlace } from './recall/citation-check.ts';

export interface Citing {
  /** One check for each citation, in their order. Reads each file once and asks git once. */
  checkCitations(folder: string, citations: readonly Citation[]): Promise<CitationCheck[]>;
}

const fullSha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function createCiting({
  memory,
  findSite,
  tree,
}: {
  readonly memory: Pick<MemoryReader, 'event'>;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly tree: WorkingTree;
}): Citing {
  return {
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

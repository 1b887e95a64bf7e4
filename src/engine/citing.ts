// Looks evidence up before it is given: by its id in the log, by its places, under the names that they have now, and
// its commits in the working tree. Citations
// come in, how they stand now goes out; whatever cannot be looked at counts as standing.
import type { Citation, CitationCheck, FileNow, PlaceNow, WorkingTree } from './model/citation.ts';
import type { MemoryEvent } from './model/event.ts';
import type { MemoryReader } from './model/ports.ts';
import { commitIdPrefix, type Site } from './model/project.ts';
import type { Reply } from './model/recollection.ts';
import { checkPlace } from './recall/citation-check.ts';
import { markStale, mayBeStale, placesLeft } from './recall/stale-answer.ts';

export interface Citing {
  /** By its id, by the start of it, or by the start of a commit's sha. Undefined for an event of another project, too. */
  event(folder: string, id: string): Promise<MemoryEvent | undefined>;
  /** One check for each citation, in their order. Reads each file once and asks git once. */
  checkCitations(folder: string, citations: readonly Citation[]): Promise<CitationCheck[]>;
  /** The answer, stale where no place that its leading evidence names is as it was. Reads 20 files at most. */
  compareWithTree(folder: string, reply: Reply): Promise<Reply>;
}

/** Shorter starts of ids are too easily another's. */
const idStartMin = 7;
const fullSha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function createCiting({
  memory,
  findSite,
  tree,
  movedTo,
}: {
  readonly memory: Pick<MemoryReader, 'event' | 'eventByStart'>;
  readonly findSite: (folder: string) => Promise<Site>;
  readonly tree: WorkingTree;
  /** The name that a file of the project has now; undefined for one that was not renamed, or has gone since. */
  readonly movedTo: (project: string, path: string) => string | undefined;
}): Citing {
  function findByStart(project: string, start: string): MemoryEvent | undefined {
    if (start.length < idStartMin) return undefined;
    return memory.eventByStart(project, start) ?? memory.eventByStart(project, `${commitIdPrefix(project)}${start}`);
  }

  function find(root: string, project: string, path: string): { file: FileNow; name: string } {
    const file = tree.read(root, path);
    const name = file.there ? path : (movedTo(project, path) ?? path);
    return { name, file: name === path ? file : tree.read(root, name) };
  }

  return {
    async compareWithTree(folder, reply) {
      const lead = mayBeStale(reply) ? memory.event(reply.evidence[0]!.event) : undefined;
      if (lead === undefined) return reply;
      const { root, project } = await findSite(folder);
      const left = placesLeft(lead);
      const checked = left.map((path) => [path, checkPlace(lead, path, find(root, project, path).file)] as const);
      return markStale(
        reply,
        left,
        new Map(checked.flatMap(([path, now]) => (now === undefined ? [] : [[path, now]]))),
      );
    },
    async event(folder, id) {
      const { project } = await findSite(folder);
      const event = memory.event(id) ?? findByStart(project, id);
      return event?.project === project ? event : undefined;
    },
    async checkCitations(folder, citations) {
      const { root, project } = await findSite(folder);
      const cited = citations.map(({ event, paths }) => ({
        event: event === undefined ? undefined : memory.event(event),
        paths,
      }));
      const missing = await tree.missingCommits(root, [...new Set(cited.flatMap(({ event }) => shaOf(event) ?? []))]);
      return cited.map(({ event, paths }) => {
        const sha = shaOf(event);
        const places = new Map<string, PlaceNow>();
        const moved = new Map<string, string>();
        for (const path of paths) {
          const { file, name } = find(root, project, path);
          const now = checkPlace(event, path, file);
          if (now !== undefined) places.set(path, now);
          if (name !== path && file.there) moved.set(path, name);
        }
        return { places, moved, isCommitGone: sha !== undefined && missing.has(sha) };
      });
    },
  };
}

function shaOf(event: MemoryEvent | undefined): string | undefined {
  if (event?.kind !== 'commit' && event?.kind !== 'revert') return undefined;
  return fullSha.test(event.data.sha) ? event.data.sha : undefined;
}

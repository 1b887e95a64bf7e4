// A place in, what is felt and known of it out: how it has gone there, and how well the developer knows it.
import { locatePaths } from './gate/path-locator.ts';
import type { FindAuthor, MemoryReader } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { Feeling } from './model/recollection.ts';
import { feelPlace } from './recall/feeling.ts';
import { type Knowledge, traceKnowledge } from './recall/knowledge-tracer.ts';

/** Paths are absolute or relative to the root. */
export interface PlaceSense {
  /** How a place feels and why. */
  feel(folder: string, place: { path: string; symbol?: string }): Promise<Feeling>;
  /** How well the developer knows a file or a folder. */
  knowledge(folder: string, path: string): Promise<Knowledge>;
}

export function createPlaceSense(
  memory: MemoryReader,
  findSite: (folder: string) => Promise<Site>,
  findAuthor: FindAuthor,
  nowMs: () => number,
): PlaceSense {
  const locateIn = async (folder: string, path: string) => {
    const site = await findSite(folder);
    const locate = await locatePaths({ folder, paths: [path] }, site);
    return { ...site, path: locate(path) ?? path };
  };
  return {
    async feel(folder, place) {
      const { project, path } = await locateIn(folder, place.path);
      return feelPlace({ ...place, path }, project, memory);
    },
    async knowledge(folder, at) {
      const { project, root, path } = await locateIn(folder, at);
      return traceKnowledge(path, { project, author: await findAuthor(root), nowMs: nowMs() }, memory);
    },
  };
}

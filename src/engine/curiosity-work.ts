// What the memory is curious about, and how it finds out: a wonder is looked into with read-only commands, and what was
// found goes through the gate into the log as any other event. After a night it looks into a few by itself, in folders
// that somebody works in now.
import { createHash } from 'node:crypto';
import nodePath from 'node:path';
import { identitiesOfCommit } from './forget/identity.ts';
import type { CuriousItem, Hearing, InvestigatePlace, Wonder } from './model/curiosity.ts';
import type { Observation } from './model/event.ts';
import type { MemoryReader, MemoryStore } from './model/ports.ts';
import type { Site } from './model/project.ts';
import { readCommitHistory } from './sleep/commit-history.ts';
import { listWonders, openWonders, subjectOfWonder } from './sleep/curiosity.ts';

export interface Curiosity {
  /** What the memory would like to know, the most worth first; what it looked into comes last. */
  curious(folder: string): Promise<CuriousItem[]>;
  /** @returns the wonder with what was found; undefined where it is none, or nothing is to be seen */
  investigate(folder: string, key: string, signal: AbortSignal): Promise<CuriousItem | undefined>;
}

/** So many a night, so that it stays a matter of a second. */
const nightlyMax = 2;

/** Curiosity as the engine keeps it. */
export interface CuriousMind extends Curiosity {
  /** After a night. Beside whatever else is done; no sleep and no standstill waits for it. */
  wonder(projects: readonly string[]): void;
  /** Resolves when it looks into nothing. */
  settle(): Promise<void>;
  notices(): readonly string[];
  /** Breaks off what it looks into. */
  stop(): Promise<void>;
}

export function createCuriosity(parts: {
  readonly memory: MemoryReader;
  readonly isForgotten: MemoryStore['isForgotten'];
  readonly investigatePlace: InvestigatePlace;
  /** Resolves when what was admitted is on disk. */
  readonly observe: (observations: readonly Observation[]) => Promise<unknown>;
  readonly findSite: (folder: string) => Promise<Site>;
  /** Where somebody works on the project now; undefined where nobody does. */
  readonly rootOf: (project: string) => string | undefined;
  readonly nowMs: () => number;
}): CuriousMind {
  const { memory, isForgotten, investigatePlace, observe, findSite, rootOf, nowMs } = parts;
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  let problems: readonly string[] = [];

  /** @returns whether there was something to be seen */
  async function lookInto({ project, root }: Pick<Site, 'project' | 'root'>, wonder: Wonder, signal: AbortSignal) {
    const { place } = wonder;
    const met = [...readCommitHistory(project, memory).paths];
    const hearing: Hearing = {
      isForgotten: (commit) => isForgotten(identitiesOfCommit(commit)),
      isMet: (folder) => met.some((path) => path.startsWith(folder)),
    };
    const found = await investigatePlace(root, place, hearing, signal);
    if (found === undefined || signal.aborted) return false;
    const at = nowMs();
    const subject = subjectOfWonder(wonder);
    const name = createHash('sha256').update(`${root} ${subject} ${found.text}`).digest('hex').slice(0, 24);
    const paths = wonder.paths.map((path) => nodePath.join(root, path));
    const data = { command: found.command, subject, place };
    const head = { id: `investigation:${name}`, at, kind: 'investigation', actor: 'tool:second-nature' } as const;
    await observe([{ ...head, folder: root, paths, text: found.text, data }]);
    return true;
  }

  async function lookAround(projects: readonly string[]): Promise<void> {
    for (const project of projects) {
      const root = rootOf(project);
      if (root === undefined) continue;
      let looks = 0;
      for (const wonder of openWonders(listWonders(project, memory))) {
        if (stopping.signal.aborted || looks >= nightlyMax) break;
        if (await lookInto({ project, root }, wonder, stopping.signal)) looks += 1;
      }
    }
  }

  return {
    curious: async (folder) => listWonders((await findSite(folder)).project, memory),
    async investigate(folder, key, signal) {
      const site = await findSite(folder);
      const { project } = site;
      const wonder = listWonders(project, memory).find((each) => each.key === key);
      if (wonder === undefined) return undefined;
      await lookInto(site, wonder, signal);
      return listWonders(project, memory).find((each) => each.key === key && each.finding !== undefined);
    },
    wonder(projects) {
      const look = looking.then(() => lookAround(projects));
      looking = look.then(
        () => {
          problems = [];
        },
        (error: Error) => {
          problems = [`What the memory is curious about could not be looked into: ${error.message}`];
        },
      );
    },
    settle: () => looking,
    notices: () => problems,
    stop() {
      stopping.abort();
      return looking;
    },
  };
}

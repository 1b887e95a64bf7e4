// Which project a folder belongs to. Worktrees and clones of one repository share one memory; projects never leak
// into each other.
import { createHash } from 'node:crypto';
import type { FolderFacts } from './event.ts';

/** A project as the log has seen it so far. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly commonDirs: readonly string[];
  readonly remote?: string;
  readonly firstCommit?: string;
}

/** Whose events tell of the memory itself, such as a forgetting: they belong to no folder. */
export const memoryProject = 'memory';

/** Where a folder stands on disk and in which project; what the gate needs to make paths relative. */
export interface Site {
  readonly project: string;
  /** Absolute real path of the working tree's root, or of the folder where there is no repository. */
  readonly root: string;
  readonly facts: FolderFacts;
}

/**
 * The project that a folder belongs to: one that has lived in the same git common directory, else one with the same
 * remote, else, where either side has no remote, one with the same first commit. A folder that matches none founds
 * one, whose id is made of the strongest fact there is.
 */
export function matchProject(facts: FolderFacts, known: readonly Project[]): string {
  const match =
    known.find((project) => project.commonDirs.includes(facts.commonDir)) ??
    known.find((project) => facts.remote !== undefined && project.remote === facts.remote) ??
    known.find(
      (project) =>
        facts.firstCommit !== undefined &&
        project.firstCommit === facts.firstCommit &&
        (project.remote === undefined || facts.remote === undefined),
    );
  return match?.id ?? foundProject(facts);
}

function foundProject(facts: FolderFacts): string {
  if (facts.remote !== undefined) return `remote:${facts.remote}`;
  if (facts.firstCommit !== undefined) return `commit:${facts.firstCommit}`;
  return `folder:${facts.commonDir}`;
}

/** Forks in one memory do not share commits. */
export function commitIdPrefix(project: string): string {
  return `git:${createHash('sha256').update(project).digest('hex').slice(0, 12)}:`;
}

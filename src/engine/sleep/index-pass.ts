// Stored vectors go in, files that search them quickly come out, and the database is looked through: what a sleep does
// for the caches of the memory. What it works on is given to it.

export interface IndexPassParts {
  readonly projects: readonly string[];
  /** Builds what is due for the project. */
  readonly buildIndex: (project: string) => BuiltIndex;
  readonly findProblems: () => readonly string[];
}

export type BuiltIndex =
  | { readonly state: 'not-due' }
  | { readonly state: 'built'; readonly vectors: number }
  | { readonly state: 'failed'; readonly detail: string };

export interface IndexReport {
  /** Vectors that each index covers that was built now, by project. */
  readonly built: Readonly<Record<string, number>>;
  /** Why an index that was due could not be built, by project. */
  readonly failed: Readonly<Record<string, string>>;
  /** What the database's own check found; empty where it is sound. */
  readonly problems: readonly string[];
}

export function runIndexPass({ projects, buildIndex, findProblems }: IndexPassParts): IndexReport {
  const built: Record<string, number> = {};
  const failed: Record<string, string> = {};
  for (const project of projects) {
    const index = buildIndex(project);
    if (index.state === 'built') built[project] = index.vectors;
    if (index.state === 'failed') failed[project] = index.detail;
  }
  return { built, failed, problems: findProblems() };
}

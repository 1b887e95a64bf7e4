// What users keep out of the memory, folder by folder, as their windows tell it. The windows' own senses honour it
// already; this is for what reaches the memory by other ways: an import, an agent's hook, a command line.
import path from 'node:path';

/** Patterns of one folder become patterns of the project that it lies in, by its path from the root. */
export function prefixGlobs(globs: readonly string[], place: string): string[] {
  if (place === '') return [...globs];
  return globs.map((glob) => (glob.includes('/') ? `${place}/${glob}` : `${place}/**/${glob}`));
}

export class FolderExclusions {
  readonly #globs = new Map<string, { readonly root: string; readonly globs: readonly string[] }>();
  readonly #rules = new Map<string, (relative: string) => boolean>();
  readonly #compile: (globs: readonly string[]) => (relative: string) => boolean;

  /** @param compile makes a rule of patterns over paths relative to a root */
  constructor(compile: (globs: readonly string[]) => (relative: string) => boolean) {
    this.#compile = compile;
  }

  /** Replaces what was told of the folder before. */
  tell(folder: string, root: string, globs: readonly string[]): void {
    const place = path.relative(root, folder).replaceAll(path.sep, '/');
    this.#globs.set(folder, { root, globs: prefixGlobs(globs, place) });
    this.#rules.delete(root);
  }

  isExcluded(root: string, relative: string): boolean {
    let rule = this.#rules.get(root);
    if (rule === undefined) {
      rule = this.#compile(
        [...this.#globs.values()].filter((told) => told.root === root).flatMap(({ globs }) => globs),
      );
      this.#rules.set(root, rule);
    }
    return rule(relative);
  }
}

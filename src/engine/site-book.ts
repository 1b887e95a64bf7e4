// Remembers which project each folder belongs to, so that not every observation asks git. What a folder turns out to
// be is an event too: the log must be able to say why two folders share one memory.
import { createHash } from 'node:crypto';
import type { Draft, FolderFacts } from './model/event.ts';
import type { IdentifyFolder, MemoryStore } from './model/ports.ts';
import { matchProject, type Site } from './model/project.ts';

interface Entry {
  readonly readAtMs: number;
  readonly site: Promise<Site & { readonly problems: readonly string[] }>;
}

/** A folder that was read this recently is not read again. */
const ageMsMax = 30_000;
const entriesMax = 500;

export class SiteBook {
  readonly #entries = new Map<string, Entry>();
  readonly #roots = new Map<string, string>();
  readonly #store: MemoryStore;
  readonly #identifyFolder: IdentifyFolder;
  readonly #writable: () => Promise<void>;
  readonly #append: (drafts: readonly Draft[]) => void;
  readonly #nowMs: () => number;

  constructor(
    store: MemoryStore,
    identifyFolder: IdentifyFolder,
    writable: () => Promise<void>,
    append: (drafts: readonly Draft[]) => void,
    nowMs: () => number,
  ) {
    this.#store = store;
    this.#identifyFolder = identifyFolder;
    this.#writable = writable;
    this.#append = append;
    this.#nowMs = nowMs;
  }

  /** Which project a folder belongs to is read again when it is asked for. */
  reload(): void {
    this.#entries.clear();
  }

  /** Where the project was last asked about since the engine began; undefined where nobody did. */
  rootOf(project: string): string | undefined {
    return this.#roots.get(project);
  }

  /** @throws what reading the folder throws; a failed reading is not remembered */
  find(folder: string): Promise<Site & { readonly problems: readonly string[] }> {
    const known = this.#entries.get(folder);
    if (known !== undefined && this.#nowMs() - known.readAtMs < ageMsMax) return known.site;
    const site = this.#read(folder);
    if (this.#entries.size >= entriesMax) this.#entries.clear();
    this.#entries.set(folder, { readAtMs: this.#nowMs(), site });
    site.catch(() => this.#entries.delete(folder));
    return site;
  }

  async #read(folder: string): Promise<Site & { readonly problems: readonly string[] }> {
    const { root, facts, problems } = await this.#identifyFolder(folder);
    let opening = this.#openingOf(facts);
    if (!this.#store.hasEvent(opening.id)) {
      await this.#writable();
      opening = this.#openingOf(facts); // The memory may have changed meanwhile.
      this.#append([opening]);
    }
    const { project } = opening;
    this.#roots.set(project, root);
    return { project, root, facts, problems };
  }

  #openingOf(facts: FolderFacts): Draft {
    return openingOf(matchProject(facts, this.#store.projects()), facts, this.#nowMs());
  }
}

/** The same facts about the same project make the same event, so that they are logged once. */
function openingOf(project: string, facts: FolderFacts, atMs: number): Draft {
  const identity = JSON.stringify([project, facts.name, facts.commonDir, facts.remote, facts.firstCommit]);
  const id = `open:${createHash('sha256').update(identity).digest('hex').slice(0, 32)}`;
  return {
    id,
    at: atMs,
    kind: 'open',
    actor: 'tool:git',
    project,
    refs: [],
    text: facts.name,
    data: { folder: facts },
  };
}

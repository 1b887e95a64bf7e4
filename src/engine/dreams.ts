// After a night, questions of before are put to the memory as it has become: in, the projects that were slept on; out, in the
// log, what thinking them over brought. What was asked in vain is then known at once where the answer has come since.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MemoryStore } from './model/ports.ts';
import type { Site } from './model/project.ts';
import type { RecallEvent } from './recall/compiled-answer.ts';

/** Questions that are looked through, the latest. */
const questionsMax = 200;
/** Of these so many are thought over in a night, some hundredths of a second each. */
const thoughtOverMax = 40;

type Dream = (folder: string, site: Site, asked: RecallEvent) => Promise<boolean>;

interface Sites {
  find(folder: string): Promise<Site>;
  /** Where somebody works on the project now; undefined where nobody does. */
  rootOf(project: string): string | undefined;
}

export class Dreams {
  readonly #store: MemoryStore;
  readonly #dream: Dream;
  readonly #sites: Sites;
  readonly #isLeftOut: boolean;
  #dreaming: Promise<void> = Promise.resolve();
  #notices: readonly string[] = [];
  #isPaused = false;

  constructor(store: MemoryStore, dream: Dream, sites: Sites, without: ReadonlySet<string> | undefined) {
    this.#store = store;
    this.#dream = dream;
    this.#sites = sites;
    this.#isLeftOut = without?.has('dreams') ?? false;
  }

  /** Returns at once. One night after another. */
  begin(projects: readonly string[]): void {
    if (this.#isLeftOut) return;
    const dreamt = this.#dreaming.then(() => this.#goThrough(projects));
    this.#dreaming = dreamt.then(
      () => {
        this.#notices = [];
      },
      (error: Error) => {
        this.#notices = [`Questions of before could not be asked again: ${error.message}`];
      },
    );
  }

  /** Resolves when no question is thought over. */
  settle(): Promise<void> {
    return this.#dreaming;
  }

  notices(): readonly string[] {
    return this.#notices;
  }

  /**
   * Breaks off between two questions. What is written waits for a standstill, so that this does not wait for what is
   * being thought over; it names no more than ids.
   */
  async pause(): Promise<void> {
    this.#isPaused = true;
  }

  stop(): Promise<void> {
    this.#isPaused = true;
    return this.#dreaming;
  }

  reload(): void {
    this.#isPaused = false;
  }

  async #goThrough(projects: readonly string[]): Promise<void> {
    for (const project of projects) {
      const root = this.#sites.rootOf(project);
      if (root === undefined || this.#isPaused) continue;
      const site = await this.#sites.find(root);
      let thoughtOver = 0;
      for (const asked of this.#questionsOf(project)) {
        await nextTurn();
        if (this.#isPaused || thoughtOver >= thoughtOverMax) return;
        if (await this.#dream(root, site, asked)) thoughtOver += 1;
      }
    }
  }

  /** Each as it was asked; dreams have no words. */
  #questionsOf(project: string): RecallEvent[] {
    const asked = this.#store.eventsOfKind(project, 'recall', questionsMax);
    return asked.filter((event): event is RecallEvent => event.kind === 'recall' && event.data.again === undefined);
  }
}

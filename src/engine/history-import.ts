// A repository's past comes in, commit by commit, and goes through the gate into the log; what is known or was forgotten
// is passed over. So an import that was stopped goes on where it was, and a later one brings what is new.
import type { Observation } from './model/event.ts';
import type { HistoryProgress, ImportReport, MemoryStore, ReadHistory } from './model/ports.ts';
import { commitIdPrefix, type Site } from './model/project.ts';

export interface HistoryImport {
  importHistory(folder: string, onProgress: (p: HistoryProgress) => void, signal: AbortSignal): Promise<ImportReport>;
}

export function createHistoryImport({
  store,
  read,
  observe,
  findSite,
  nowMs,
}: {
  readonly store: Pick<MemoryStore, 'hasEvent' | 'isForgotten'>;
  readonly read: ReadHistory;
  /** Resolves when what was admitted is on disk. */
  readonly observe: (observations: readonly Observation[]) => Promise<unknown>;
  readonly findSite: (folder: string) => Promise<Site & { readonly problems: readonly string[] }>;
  readonly nowMs: () => number;
}): HistoryImport {
  return {
    async importHistory(folder, onProgress, signal) {
      const startedAtMs = nowMs();
      const site = await findSite(folder);
      const problems = [...site.problems];
      let [imported, alreadyKnown] = [0, 0];
      const batches = read({
        root: site.root,
        idPrefix: commitIdPrefix(site.project),
        isKnown: (id) => {
          const known = store.hasEvent(id);
          if (known) alreadyKnown += 1;
          return known || store.isForgotten([`id ${id}`]);
        },
        signal,
        onProblem: (problem) => problems.push(problem),
      });
      for await (const { done, total, observations } of batches) {
        if (signal.aborted) break;
        await observe(observations);
        imported += observations.length;
        onProgress({ done, total });
      }
      return { imported, alreadyKnown, cancelled: signal.aborted, durationMs: nowMs() - startedAtMs, problems };
    },
  };
}

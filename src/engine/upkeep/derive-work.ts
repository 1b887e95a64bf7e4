// An open memory comes in; all that is known is derived again from its log, by the program that runs.
import type { DeriveReport, UpkeepProgress } from '../model/upkeep.ts';
import { createPlanner } from '../plan-event.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';

/**
 * In one transaction: where `onProgress` throws, nothing has changed.
 *
 * @param by the version that will be known to have derived it
 */
export function deriveAgain(
  by: string,
  store: SqliteStore,
  onProgress: (progress: UpkeepProgress) => void,
): DeriveReport {
  const startedMs = performance.now();
  const before = store.digest();
  store.rebuild(createPlanner(store), (done, total) => onProgress({ stage: 'deriving', done, total }));
  store.markDerived(by);
  const durationMs = Math.round(performance.now() - startedMs);
  return { events: store.counts().events, durationMs, changed: store.digest() !== before };
}

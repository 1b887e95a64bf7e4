// What needs the whole log is ordered from a process of its own; here the memory stands still for it as far as it must,
// and an order that broke off is brought to an end.
import { randomUUID } from 'node:crypto';
import type { MemoryStore } from './model/ports.ts';
import type { ForgetPreview, ForgetReceipt, Selector } from './model/selector.ts';
import type {
  CompactReport,
  DeriveReport,
  ExportReport,
  ForgetRecord,
  MergeReport,
  Upkeep,
  UpkeepOutcome,
  UpkeepProgress,
} from './model/upkeep.ts';
import type { Standstill } from './standstill.ts';

type OnProgress = (progress: UpkeepProgress) => void;

export interface WholeLogWork {
  /** What the selector means, as it is now. */
  forgetPreview(selector: Selector, signal: AbortSignal): Promise<UpkeepOutcome<ForgetPreview>>;
  /** Cannot be undone once it is committed; an abort before that leaves everything as it was. */
  forget(selector: Selector, onProgress: OnProgress, signal: AbortSignal): Promise<UpkeepOutcome<ForgetReceipt>>;
  /** Lets wording go until the memory is within so many bytes; an abort before it is committed leaves everything as it was. */
  compact(bytesMax: number, signal: AbortSignal): Promise<UpkeepOutcome<CompactReport>>;
  /** Writes the whole log into a file, which is replaced when the new one is whole. */
  exportTo(file: string, onProgress: OnProgress, signal: AbortSignal): Promise<UpkeepOutcome<ExportReport>>;
  /** Merges such a file into the memory, all of it or nothing. */
  mergeFrom(file: string, onProgress: OnProgress, signal: AbortSignal): Promise<UpkeepOutcome<MergeReport>>;
  /** Derives all that is known again; until it is done, answers come from what there was. */
  rebuild(onProgress: OnProgress, signal: AbortSignal): Promise<UpkeepOutcome<DeriveReport>>;
}

export function createWholeLogWork(
  store: MemoryStore,
  upkeep: Upkeep,
  standstill: Standstill,
  version: string,
  nowMs: () => number,
): WholeLogWork {
  /** Takes from the log what an order means to take. */
  const takeFrom = <Result>(order: (record: ForgetRecord) => Promise<UpkeepOutcome<Result>>) =>
    standstill.during(async () => {
      const outcome = await order({ id: `forget:${randomUUID()}`, at: nowMs() });
      // It may have been committed in the moment in which it was broken off.
      return { outcome, isDoneAfterAll: !outcome.ok && store.scrubIfDue() };
    });
  return {
    forgetPreview: (selector, signal) => upkeep({ work: 'preview', selector }, () => undefined, signal),
    async forget(selector, onProgress, signal) {
      const { outcome, isDoneAfterAll } = await takeFrom((record) =>
        upkeep({ work: 'forget', selector, record }, onProgress, signal),
      );
      if (!isDoneAfterAll) return outcome;
      const message = 'It was forgotten, but there is no receipt: the work broke off.';
      return { ok: false, problem: 'failed', message };
    },
    async compact(bytesMax, signal) {
      const order = (record: ForgetRecord) => upkeep({ work: 'compact', bytesMax, record }, () => undefined, signal);
      return (await takeFrom(order)).outcome;
    },
    exportTo: (file, onProgress, signal) =>
      standstill.inTurn(() => upkeep({ work: 'export', file }, onProgress, signal)),
    mergeFrom: (file, onProgress, signal) =>
      standstill.during(() => upkeep({ work: 'merge', file }, onProgress, signal)),
    rebuild: (onProgress, signal) =>
      standstill.during(() => upkeep({ work: 'derive', by: version }, onProgress, signal)),
  };
}

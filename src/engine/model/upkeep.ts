// Work on the whole log, which is done apart from the engine: what is ordered, how far it is, what it comes to.
import type { ForgetPreview, ForgetReceipt, Selector } from './selector.ts';

export type UpkeepOrder =
  | { readonly work: 'preview'; readonly selector: Selector }
  | { readonly work: 'forget'; readonly selector: Selector; readonly record: ForgetRecord }
  /** Lets wording go until the memory takes up no more than `bytesMax`, or no more may go. */
  | { readonly work: 'compact'; readonly bytesMax: number; readonly record: ForgetRecord }
  /** Files by their absolute paths. */
  | { readonly work: 'export'; readonly file: string }
  | { readonly work: 'merge'; readonly file: string }
  /** `by` names the version that derives. */
  | { readonly work: 'derive'; readonly by: string };

/** The id and the moment of the event that will say that something was forgotten, or let go. */
export interface ForgetRecord {
  readonly id: string;
  /** Unix time in ms. */
  readonly at: number;
}

export interface UpkeepProgress {
  readonly stage: 'reading' | 'writing' | 'deriving' | 'cleaning' | 'checking';
  readonly done: number;
  readonly total: number;
}

/** What each work comes to. */
export interface UpkeepResults {
  preview: ForgetPreview;
  forget: ForgetReceipt;
  compact: CompactReport;
  export: ExportReport;
  merge: MergeReport;
  derive: DeriveReport;
}

export interface ExportReport {
  readonly events: number;
  readonly bytes: number;
}

export interface CompactReport {
  /** Whose wording went, and in how many episodes they stand. */
  readonly events: number;
  readonly episodes: number;
  /** What the memory took up, and takes up now. */
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

export interface DeriveReport {
  readonly events: number;
  readonly durationMs: number;
  /** Whether something is known otherwise than before. */
  readonly changed: boolean;
}

/** What became of the events of a file. */
export interface MergeReport {
  readonly imported: number;
  readonly alreadyKnown: number;
  /** Secrets taken out. */
  readonly redactions: number;
  /** By reason. */
  readonly refused: Readonly<Record<string, number>>;
}

export type UpkeepOutcome<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly problem: 'cancelled' }
  /** `message` is a sentence for the user. */
  | { readonly ok: false; readonly problem: 'failed'; readonly message: string };

/** Runs an order to its end. An abort that comes in time leaves the memory as it was. */
export type Upkeep = <Order extends UpkeepOrder>(
  order: Order,
  onProgress: (progress: UpkeepProgress) => void,
  signal: AbortSignal,
) => Promise<UpkeepOutcome<UpkeepResults[Order['work']]>>;

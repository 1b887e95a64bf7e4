// The ledger as the status tells it: what was turned away by reason, and how many secrets were taken out.
import type { LedgerEntry } from './ports.ts';

export interface LedgerSum {
  readonly refused: Readonly<Record<string, number>>;
  readonly redactions: number;
}

export function sumLedger(entries: readonly LedgerEntry[]): LedgerSum {
  const refused: Record<string, number> = {};
  for (const { reason, count } of entries) refused[reason] = (refused[reason] ?? 0) + count;
  const { redacted: redactions = 0, ...reasons } = refused;
  return { refused: reasons, redactions };
}

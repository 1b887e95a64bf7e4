// The engine's status comes in, a page of plain lines for the output panel goes out. Pure.
import type { z } from 'zod';
import type { ledgerResult } from '../../protocol/ledger.ts';
import type { EngineStatus } from '../../protocol/lifecycle.ts';

export interface WindowFacts {
  readonly version: string;
  readonly activateMs: number;
  /** What loading all the rest took, after the activation. */
  readonly loadMs: number;
  /** Of the handlers on the way of a keystroke. */
  readonly keystroke: { readonly count: number; readonly p99Ms: number };
  readonly queued: { readonly waiting: number; readonly dropped: number };
}

/** @param status absent while the engine is away */
export function reportStatus(window: WindowFacts, status: EngineStatus | undefined, awayReason: string): string[] {
  const { keystroke, queued } = window;
  const lines = [
    `Second Nature ${window.version}`,
    `  activation            ${window.activateMs.toFixed(1)} ms, then ${window.loadMs.toFixed(1)} ms of loading`,
    `  cost of a keystroke   ${keystroke.p99Ms.toFixed(3)} ms at the 99th percentile of ${keystroke.count}`,
    `  on the way            ${queued.waiting} waiting, ${queued.dropped} dropped`,
  ];
  if (status === undefined) return [...lines, `Engine: ${awayReason}`];
  const { counts } = status;
  const refused = Object.entries(status.refused).map(([reason, count]) => `${count} ${reason}`);
  return [
    ...lines,
    `Engine ${status.version}, process ${status.pid}, ${status.clients.length} connected`,
    `  memory                ${status.memoryDirectory}`,
    `  remembered            ${counts.events} events in ${counts.episodes} episodes, ${counts.nodes} nodes, ${counts.links} links`,
    `  errors followed       ${counts.errorCases}`,
    `  turned away           ${refused.length === 0 ? 'nothing' : refused.join(', ')}; ${status.redactions} secrets taken out`,
    `  encoder               ${status.encoder}, ${counts.vectors} vectors, ${status.vectorIndex} index`,
    `  database              ${status.database}`,
    ...status.notices.map((notice) => `  notice                ${notice}`),
  ];
}

type LedgerEntries = z.infer<typeof ledgerResult>['entries'];

/** What was turned away or taken out since the memory began, a reason a line, the kinds most concerned first. */
export function reportLedger(entries: LedgerEntries): string[] {
  if (entries.length === 0) return [];
  const byReason = Map.groupBy(entries, ({ reason }) => reason);
  const lines = [...byReason].map(([reason, kinds]) => {
    const counts = [...kinds].sort((a, b) => b.count - a.count).map(({ kind, count }) => `${count} ${kind || 'other'}`);
    return `  ${reason.padEnd(20)}  ${counts.join(', ')}`;
  });
  return ['At the gate, by reason and kind', ...lines.sort()];
}

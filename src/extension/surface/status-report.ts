// The engine's status comes in, a page of plain lines for the output panel goes out. Pure.
import type { z } from 'zod';
import type { LocalisedText } from '../../language/localised-text.ts';
import type { ledgerResult } from '../../protocol/ledger.ts';
import type { EngineStatus } from '../../protocol/lifecycle.ts';

/** Characters of the first column, at the least. */
const columnMin = 20;

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
export function reportStatus(
  window: WindowFacts,
  status: EngineStatus | undefined,
  awayReason: string,
  said: LocalisedText,
): string[] {
  const { t, tCount, numberText } = said;
  const { keystroke, queued } = window;
  const digits = (value: number, count: number) => numberText(value, count, { minimumFractionDigits: count });
  const keystrokeText = t(
    '{0} ms at the 99th percentile of {1}',
    digits(keystroke.p99Ms, 3),
    numberText(keystroke.count),
  );
  const windowLines = [
    `Second Nature ${window.version}`,
    ...inColumns([
      [t('activation'), t('{0} ms, then {1} ms of loading', digits(window.activateMs, 1), digits(window.loadMs, 1))],
      [t('cost of a keystroke'), keystrokeText],
      [t('on the way'), t('{0} waiting, {1} dropped', queued.waiting, queued.dropped)],
    ]),
  ];
  if (status === undefined) return [...windowLines, t('Engine: {0}', awayReason)];
  const { counts, version, pid, clients } = status;
  const refused = Object.entries(status.refused).map(([reason, count]) => `${numberText(count)} ${reason}`);
  const remembered = [
    tCount(counts.events, '{0} event', '{0} events'),
    tCount(counts.episodes, '{0} episode', '{0} episodes'),
    tCount(counts.nodes, '{0} node', '{0} nodes'),
    tCount(counts.links, '{0} link', '{0} links'),
  ];
  const secrets = tCount(status.redactions, '{0} secret taken out', '{0} secrets taken out');
  const vectors = tCount(counts.vectors, '{0} vector', '{0} vectors');
  return [
    ...windowLines,
    t('Engine {0}, process {1}, {2} connected', version, String(pid), clients.length),
    ...inColumns([
      [t('memory'), status.memoryDirectory],
      [t('remembered'), remembered.join(', ')],
      [t('errors followed'), numberText(counts.errorCases)],
      [t('turned away'), `${refused.length === 0 ? t('nothing') : refused.join(', ')}; ${secrets}`],
      [t('encoder'), t('{0}, {1}, index: {2}', status.encoder, vectors, status.vectorIndex)],
      [t('database'), status.database],
      ...status.notices.map((notice) => [t('notice'), notice] as const),
    ]),
  ];
}

/** Each text beside its name, the texts below each other. */
function inColumns(rows: readonly (readonly [name: string, text: string])[]): string[] {
  const width = Math.max(columnMin, ...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}

type LedgerEntries = z.infer<typeof ledgerResult>['entries'];

/** What was turned away or taken out since the memory began, a reason a line, the kinds most concerned first. */
export function reportLedger(entries: LedgerEntries, { t, numberText }: LocalisedText): string[] {
  if (entries.length === 0) return [];
  const byReason = Map.groupBy(entries, ({ reason }) => reason);
  const lines = [...byReason].map(([reason, kinds]) => {
    const counts = kinds
      .toSorted((a, b) => b.count - a.count)
      .map(({ kind, count }) => `${numberText(count)} ${kind || t('other')}`);
    return [reason, counts.join(', ')] as const;
  });
  return [t('At the gate, by reason and kind'), ...inColumns(lines).sort()];
}

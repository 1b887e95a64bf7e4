// A selector and an open memory come in; a preview, or the forgetting itself with its receipt, comes out.

import { selectEvents } from '../forget/event-selection.ts';
import { identitiesOf } from '../forget/identity.ts';
import { previewSelection } from '../forget/preview.ts';
import { chooseProbes } from '../forget/remains.ts';
import type { Draft, MemoryEvent } from '../model/event.ts';
import { memoryProject } from '../model/project.ts';
import type { ByteScan, ForgetPreview, ForgetReceipt, Selector } from '../model/selector.ts';
import type { ForgetRecord, UpkeepProgress } from '../model/upkeep.ts';
import { createPlanner } from '../plan-event.ts';
import { ByteProbes, scanFiles } from '../store/byte-scan.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';

export function previewForgetting(selector: Selector, store: SqliteStore): ForgetPreview {
  const names = new Map(store.projects().map(({ id, name }) => [id, name]));
  return previewSelection(selectEvents(selector, store), (id) => names.get(id) ?? id, store);
}

/** What was taken out, to be looked for when the memory is closed. */
export interface Forgotten {
  readonly receipt: Omit<ForgetReceipt, 'scan' | 'durationMs'>;
  readonly probes: readonly string[];
  readonly alsoElsewhere: number;
}

/**
 * Forgets in one transaction, then cleans the files. Where `onProgress` throws while events are derived again, nothing
 * has changed.
 *
 * @param onCommitted told once it cannot be taken back any more
 */
export function forgetEvents(
  selector: Selector,
  record: ForgetRecord,
  store: SqliteStore,
  onProgress: (progress: UpkeepProgress) => void,
  onCommitted: () => void,
): Forgotten {
  const selection = selectEvents(selector, store);
  const { episodes } = previewSelection(selection, (id) => id, store);
  const events = selection.seqs.map((seq) => store.eventAt(seq)!);
  const wanted = selector.by === 'text' ? [selector.text] : chooseProbes(events);
  const probes = withoutStaying(wanted, new Set(selection.seqs), store);
  const erased = store.erase(
    {
      seqs: selection.seqs,
      identities: events.flatMap(identitiesOf),
      record: draftOf(record, selector.by, events.length),
    },
    createPlanner(store),
    (done, total) => onProgress({ stage: 'deriving', done, total }),
  );
  onCommitted();
  onProgress({ stage: 'cleaning', done: 0, total: 1 });
  store.scrub();
  onProgress({ stage: 'cleaning', done: 1, total: 1 });
  const { errorCases: _, ...derived } = store.counts();
  const { projects, tombstones } = erased;
  return {
    receipt: { removed: { events: events.length, episodes, projects }, derived, tombstones },
    probes,
    alsoElsewhere: wanted.length - probes.length,
  };
}

/** To be called when no connection of this process holds the database: closing a file drops the process's locks on it. */
export function scanForRemains({ probes, alsoElsewhere }: Forgotten, directory: string): ByteScan {
  const { files, bytes, found, unread } = scanFiles(directory, new ByteProbes(probes));
  return { files, bytes, probes: probes.length, alsoElsewhere, found, unread };
}

function draftOf({ id, at }: ForgetRecord, selector: string, removed: number): Draft {
  const head = { id, at, actor: 'developer', project: memoryProject, refs: [], text: '' } as const;
  return { ...head, kind: 'forget', data: { selector, removed } };
}

/** Without texts that events which stay hold as well. */
function withoutStaying(texts: readonly string[], going: ReadonlySet<number>, store: SqliteStore): string[] {
  const probes = new ByteProbes(texts);
  const staying = new Set<number>();
  for (const event of store.log()) {
    if (!going.has(event.seq)) probes.findIn(bytesOf(event), (probe) => staying.add(probe));
  }
  return texts.filter((_, i) => !staying.has(i));
}

/** As the log holds it. */
function bytesOf({ id, project, refs, text, data }: MemoryEvent): Buffer {
  return Buffer.from([id, project, JSON.stringify(refs), text, JSON.stringify(data)].join('\n'));
}

// Runs as a process of its own: appends batches to the memory in the folder it is given, without end, and prints the
// ids of each batch once `append` has returned. The test kills it.
import { writeSync } from 'node:fs';
import type { ChangePlan } from '../../../src/engine/model/change.ts';
import type { MemoryEvent } from '../../../src/engine/model/event.ts';
import { neutralValence } from '../../../src/engine/model/valence.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';

const [folder = '', run = ''] = process.argv.slice(2);
const opened = openStore(folder);
if (!opened.ok) throw new Error(opened.message);
const { store } = opened;

function plan({ id, seq, at, actor, project, text }: MemoryEvent): ChangePlan {
  const node = { kind: 'file', key: `${seq % 50}.ts` } as const;
  return {
    project,
    changes: [
      { op: 'begin-episode', id, title: text, at, actor, isOpen: true },
      { op: 'join-episode', id, seq, at, actor },
      { op: 'meet', node, at, valence: neutralValence },
      { op: 'strengthen', from: { kind: 'episode', key: id }, to: node, kind: 'mentions', delta: 1, at },
      { op: 'index', seq, trace: { title: text, body: text.repeat(20), places: node.key } },
    ],
  };
}

for (let batch = 0; ; batch += 1) {
  const drafts = Array.from({ length: 1 + (batch % 7) }, (_, i) => ({
    ...({
      id: `${run}-${batch}-${i}`,
      at: batch,
      kind: 'note',
      actor: 'developer',
      project: 'folder:/orders',
    } as const),
    ...{ refs: ['a.ts'], text: `some words ${batch} `, data: {} },
  }));
  writeSync(1, `${store.append(drafts, plan).join('\n')}\n`);
}

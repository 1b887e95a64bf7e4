// A folder of which the memory knows something for each surface to show: files that have hurt and files that change
// along, from the sample's history; an edit that was made alike at three places, and an error that was mended.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../../scripts/run-program.ts';
import { makeSampleWorkspace } from '../../scripts/sample-workspace.ts';
import { importMethod, importResult } from '../../src/protocol/lifecycle.ts';
import { observeMethod, observeResult, type WireObservation } from '../../src/protocol/observe.ts';
import { sleepMethod, sleepResult } from '../../src/protocol/sleep.ts';
import { askEngine } from './harness/memory-command.ts';

const dayMs = 86_400_000;

/** Where the rule fits, and where it would put something. */
export const ruled = { path: 'src/rows.ts', line: 4, column: '  const rows = '.length + 1 };
/** In the working tree it has the error that is known. */
export const mistaken = 'src/parcel.ts';

const rows = `declare function load(name: string): Promise<string[]>;

export function rowsOf(route: string) {
  const rows = load(route);
  return rows;
}
`;
const parcel = (weight: string) => `export const weight: number = ${weight};\n`;

/** Fills an empty folder; what the places look like in the working tree is not what was committed. */
export async function makeKnownWorkspace(folder: string): Promise<void> {
  await makeSampleWorkspace(folder);
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  write(ruled.path, rows);
  write(mistaken, parcel('3'));
  await mustRun('git', ['-C', folder, 'add', '--all'], {});
  await mustRun('git', ['-C', folder, 'commit', '--quiet', '-m', 'Load rows and weigh parcels'], {});
  write(ruled.path, `${rows}// Rows are few.\n`);
  write(mistaken, parcel("'heavy'"));
}

/** Tells an engine that runs of the past of the folder, and lets it sleep over that. */
export async function teachMemory(memoryDirectory: string, folder: string): Promise<void> {
  await askEngine(memoryDirectory, importMethod, { folder, token: 'past' }, importResult);
  const observations = [...editsAlike(folder), ...mendedError(folder)];
  const { settled } = await askEngine(memoryDirectory, observeMethod, { observations }, observeResult);
  if (settled.length < observations.length) throw new Error(`Of the past, only this is kept: ${settled}`);
  await askEngine(memoryDirectory, sleepMethod, { folder, token: 'night' }, sleepResult);
}

function editsAlike(folder: string): WireObservation[] {
  return ['order', 'item', 'store'].map((name, i) => {
    const path = join(folder, 'src', `${name}-rows.ts`);
    const line = (call: string) => [`  const rows = ${call}load(${name});`];
    const hunk = { path, startLine: 4, before: line(''), after: line('await ') };
    const at = Date.now() - 3 * dayMs + i * 3_600_000;
    const head = { id: `alike-${name}`, at, actor: 'developer', folder, paths: [path], text: '' };
    return { ...head, kind: 'edit', data: { hunks: [hunk], cause: 'typed' } };
  });
}

function mendedError(folder: string): WireObservation[] {
  const path = join(folder, 'src', 'box.ts');
  const [before, after] = ["export const height: number = 'tall';", 'export const height: number = 3;'];
  const text = "Type 'string' is not assignable to type 'number'.";
  const error = { instance: 'tall', tool: 'ts', code: '2322', message: text, line: 1, lineText: before };
  const kind = 'diagnostic' as const;
  const head = { kind, actor: 'developer', folder, paths: [path], text };
  const at = Date.now() - 2 * dayMs;
  const hunks = [{ path, startLine: 1, before: [before], after: [after] }];
  return [
    { ...head, id: 'tall-appeared', at, data: { change: 'appeared', ...error } },
    { ...head, id: 'tall-mended', at: at + 60_000, data: { change: 'resolved', ...error, clearing: 'edit', hunks } },
  ];
}

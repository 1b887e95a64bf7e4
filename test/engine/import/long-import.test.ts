// However long the past is, importing it takes no more memory than the engine takes anyway: a history of 20,000 commits
// and a session of 100 MB go through a heap that holds neither.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportFigures } from './import-child.ts';
import { makeFolder } from './made-repository.ts';

const megabyte = 2 ** 20;
const childFile = join(import.meta.dirname, 'import-child.ts');

function folderForTest(): string {
  const { root, remove } = makeFolder();
  onTestFinished(remove);
  return root;
}

/** @throws if the heap is not enough */
async function importWithin(heapMb: number, ...args: string[]): Promise<ImportFigures> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${heapMb}`,
    childFile,
    ...args,
  ]);
  return JSON.parse(stdout);
}

async function write(out: Writable, pieces: Iterable<string>): Promise<void> {
  const ended = once(out, 'finish');
  for (const piece of pieces) if (!out.write(piece)) await once(out, 'drain');
  out.end();
  await ended;
}

/** A name of two syllables of 40: a project has some thousand names, however long its history is. */
const nameOf = (n: number) => `${syllableOf(n % 40)}${syllableOf(Math.floor(n / 40) % 40)}`;
const syllableOf = (n: number) => `${'bdfgklmnpr'[n % 10]}${'aeio'[Math.floor(n / 10)]}`;

/** Lines that differ from those of any other number. */
const linesOf = (n: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const [result, price, order] = [nameOf(n + i), nameOf(7 * n + 13 * i), nameOf(31 * i)];
    return `const ${result} = ${price}(${n}, ${order}.${price}); // what the ${order} of the ${result} costs\n`;
  }).join('');

/** Each commit writes one of 200 files anew: 40 lines go, 40 come. */
function* commitStream(count: number): Iterable<string> {
  for (let n = 1; n <= count; n += 1) {
    const [message, text] = [`Price step ${n} anew`, linesOf(n, 40)];
    yield `commit refs/heads/main\nmark :${n}\ncommitter Ada <ada@example.com> ${1_600_000_000 + n * 900} +0000\n`;
    yield `data ${message.length}\n${message}\n${n === 1 ? '' : `from :${n - 1}\n`}`;
    yield `M 100644 inline src/area${n % 20}/file${n % 200}.ts\ndata ${text.length}\n${text}\n`;
  }
}

test('a history of 20,000 commits', { timeout: 300_000 }, async () => {
  const root = folderForTest();
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', root]);
  const git = spawn('git', ['-C', root, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = once(git, 'close');
  await write(git.stdin, commitStream(20_000));
  expect(await ended).toEqual([0, null]);
  // Both sides of every change are more than the heap.
  expect(2 * 20_000 * linesOf(10_000, 40).length).toBeGreaterThan(100 * megabyte);
  const { imported, problems, bufferBytes } = await importWithin(80, 'commits', root);
  expect({ imported, problems }).toEqual({ imported: 20_000, problems: [] });
  expect(bufferBytes).toBeLessThan(40 * megabyte);
});

/** Calls with long outputs, as a build writes them. */
function* sessionLines(folder: string, calls: number, outputLines: number): Iterable<string> {
  const head = { sessionId: 's1', cwd: folder, timestamp: '2026-03-11T09:00:00.000Z' };
  const line = (uuid: number, type: string, content: unknown) =>
    `${JSON.stringify({ ...head, uuid: `${uuid}`, parentUuid: uuid === 1 ? null : `${uuid - 1}`, type, message: { role: type, content } })}\n`;
  yield line(1, 'user', 'build all parcels');
  for (let n = 1; n <= calls; n += 1) {
    const id = `call${n}`;
    yield line(2 * n, 'assistant', [{ type: 'tool_use', id, name: 'Bash', input: { command: `make parcel-${n}` } }]);
    yield line(2 * n + 1, 'user', [{ type: 'tool_result', tool_use_id: id, content: linesOf(n, outputLines) }]);
  }
}

test('a session of 100 MB', { timeout: 300_000 }, async () => {
  const home = folderForTest();
  const folder = '/home/ada/shop';
  const file = join(home, '.claude', 'projects', '-home-ada-shop', 's1.jsonl');
  mkdirSync(dirname(file), { recursive: true });
  const out = createWriteStream(file);
  await write(out, sessionLines(folder, 2_000, 800));
  expect(out.bytesWritten).toBeGreaterThan(100 * megabyte);
  const { imported, problems, bufferBytes } = await importWithin(56, 'sessions', home, folder);
  expect({ imported, problems }).toEqual({ imported: 2_001, problems: [] });
  expect(bufferBytes).toBeLessThan(20 * megabyte);
});

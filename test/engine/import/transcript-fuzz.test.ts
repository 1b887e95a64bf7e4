// Sessions of every agent in every form, spoiled in every way that a disk, another version or another program may spoil
// them: cut off, binary, with fields that are unknown, of another type, huge or deeply nested. The engine takes what it
// can; it never throws, and what lies beside the spoiled file comes in whole.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countTranscripts, readTranscripts } from '../../../src/engine/import/transcript-reader.ts';
import { agentSources } from '../../../src/engine/model/transcript.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../../evaluate/evaluation-engine.ts';
import { editorStorage, headsOf, type MadeSession, makeSessions } from './made-sessions.ts';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'second-nature-spoiled-')));
const folder = join(base, 'shop');
let run = 0;
let home = '';
let memory: EvaluationEngine;

beforeAll(() => {
  mkdirSync(folder);
  const places = {
    get home() {
      return home;
    },
    env: {},
  };
  const transcripts = { read: readTranscripts, count: countTranscripts, places };
  memory = openEvaluationEngine({ startMs: 1_773_306_000_000, without: [], transcripts });
});
afterAll(async () => {
  await memory?.close();
  rmSync(base, { recursive: true, force: true });
});

const formCount = makeSessions('/x', 'x').length;
/** Stand for what JSON cannot write of itself: they are put into the text afterwards. */
const stand = { deep: '@deep@', open: '@open@', lone: '@lone@', nul: '@nul@' };
const standFor: Readonly<Record<string, string>> = {
  [stand.deep]: '['.repeat(30_000) + ']'.repeat(30_000),
  [stand.open]: '{"a":'.repeat(30_000),
  [stand.lone]: '"\\ud800"',
  [stand.nul]: '"\\u0000/\\u0000"',
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1e308, 1e21, 0.5, '', '/', '..', '__proto__', [], {}, [[]], [null]),
  fc.constantFrom<unknown>({ toString: 1 }, { length: 1e9 }, { content: { text: [] } }, [{ type: 'text' }], 'length'),
  fc.constantFrom<unknown>('x'.repeat(250_000), '\n'.repeat(50_000), '<PreToolUse-context>'.repeat(2_000)),
  fc.constantFrom<unknown>('../'.repeat(3_000), `/${'d/'.repeat(9_000)}`, 'file:///a%2Fb%zz'),
  fc.constantFrom<unknown>(...Object.values(stand)),
  fc.jsonValue({ maxDepth: 3 }),
);
const field = fc.oneof(
  fc.constantFrom('k', 'v', 'i', 'id', 'uuid', 'toString', 'constructor', 'content', 'requestId', 'unknown_field'),
  fc.string({ maxLength: 10 }),
);

type Spoil = (records: readonly unknown[]) => readonly unknown[];

/** A place in the records, chosen by a walk along the numbers. */
function change(value: unknown, walk: readonly number[], into: (old: unknown) => unknown): unknown {
  const [step, ...rest] = walk;
  if (step === undefined || typeof value !== 'object' || value === null) return into(value);
  const keys = Object.keys(value);
  if (keys.length === 0) return into(value);
  const key = keys[step % keys.length]!;
  const changed = change((value as Record<string, unknown>)[key], rest, into);
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? changed : item));
  return { ...value, [key]: changed };
}

const walk = fc.array(fc.nat(50), { minLength: 1, maxLength: 7 });
const spoiledRecord: fc.Arbitrary<Spoil> = fc.oneof(
  fc.tuple(walk, odd).map(
    ([to, value]): Spoil =>
      (records) =>
        change(records, to, () => value) as unknown[],
  ),
  fc.tuple(walk, field, odd).map(
    ([to, key, value]): Spoil =>
      (records) => {
        const add = (old: unknown) =>
          typeof old === 'object' && old !== null ? { ...old, [key]: value } : { [key]: old };
        return change(records, to, add) as unknown[];
      },
  ),
  fc.tuple(fc.nat(50), odd).map(
    ([at, value]): Spoil =>
      (records) =>
        records.toSpliced(at % records.length, 0, value),
  ),
  fc.nat(50).map(
    (at): Spoil =>
      (records) => [...records, records[at % records.length], ...records.toReversed()],
  ),
  fc
    .array(fc.oneof(fc.constantFrom('requests', 'length', 'constructor', 'prototype', '__proto__', 0, 1e9), field), {
      maxLength: 4,
    })
    .chain((k) => fc.tuple(fc.constant(k), fc.constantFrom(0, 1, 2, 3, '1'), odd, fc.oneof(fc.integer(), odd)))
    .map(
      ([k, kind, v, i]): Spoil =>
        (records) => [...records, { kind, k, v, i }],
    ),
);
const spoiledText: fc.Arbitrary<(text: string) => string | Buffer> = fc.oneof(
  { weight: 3, arbitrary: fc.constant((text: string) => text) },
  { weight: 2, arbitrary: fc.nat().map((at) => (text: string) => text.slice(0, at % (text.length + 1))) },
  { weight: 1, arbitrary: fc.nat().map((at) => (text: string) => text.slice(at % (text.length + 1))) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 60 })).map(([at, bytes]) => (text: string) => {
      const whole = Buffer.from(text);
      const cut = at % (whole.length + 1);
      return Buffer.concat([whole.subarray(0, cut), bytes, whole.subarray(cut)]);
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => () => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constant((text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`) },
);

function written({ records, shape }: Pick<MadeSession, 'records' | 'shape'>): string {
  const texts = (shape === 'lines' ? records : records.slice(0, 1)).map((record) => JSON.stringify(record) ?? '');
  let text = shape === 'lines' ? texts.map((line) => `${line}\n`).join('') : (texts[0] ?? '');
  for (const [mark, meant] of Object.entries(standFor)) text = text.replaceAll(`"${mark}"`, meant);
  return text;
}

function lay(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), content);
}

const importAll = () =>
  memory.engine.importAgents(
    folder,
    { sources: agentSources, editor: { editorUser: join(home, 'User'), editorStorage: join(home, editorStorage) } },
    () => undefined,
    new AbortController().signal,
  );

/** Those of which nothing is in the log, by their paths. */
const unheard = (sessions: readonly MadeSession[]) =>
  sessions.filter(({ event }) => !memory.store.hasEvent(event)).map(({ path }) => path);

interface Spoiled {
  readonly form: number;
  readonly content: (session: MadeSession) => string | Buffer;
}

/** Lays the spoiled sessions out, and whole ones of the forms beside them. */
async function importBeside(spoiled: readonly Spoiled[], forms: readonly number[]): Promise<void> {
  run += 1;
  home = join(base, `home-${run}`);
  const whole = forms.map((form) => makeSessions(folder, `whole-${run}`)[form]!);
  const others = makeSessions(folder, `spoiled-${run}`);
  for (const [path, content] of headsOf([...whole, ...others])) lay(path, JSON.stringify(content));
  for (const session of whole) lay(session.path, written(session));
  for (const { form, content } of spoiled) lay(others[form]!.path, content(others[form]!));
  expect((await importAll()).problems).toEqual([]);
  expect(unheard(whole)).toEqual([]);
  const { events } = memory.store.counts();
  expect((await importAll()).problems).toEqual([]);
  expect(memory.store.counts().events).toBe(events);
  rmSync(home, { recursive: true });
}

test('of whole sessions, every one comes in', async () => {
  await importBeside([], [...new Array(formCount).keys()]);
  expect(new Set(makeSessions(folder, 'x').map(({ source }) => source))).toEqual(new Set(agentSources));
});

test('whatever is in a session, the engine takes it or leaves it, and the others come in whole', {
  timeout: 120_000,
}, async () => {
  const spoiled = fc.record({
    form: fc.nat(formCount - 1),
    records: fc.array(spoiledRecord, { maxLength: 4 }),
    text: spoiledText,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(spoiled, { minLength: 1, maxLength: 3 }), (all) =>
      importBeside(
        all.map(({ form, records, text }) => ({
          form,
          content(session) {
            let left = session.records;
            for (const spoil of records) left = spoil(left);
            return text(written({ ...session, records: left }));
          },
        })),
        [...new Set(all.flatMap(({ form }) => [form, (form + 1) % formCount]))],
      ),
    ),
    { numRuns: 40 },
  );
  expect(memory.store.problems()).toEqual([]);
  expect(Object.keys(Object.prototype)).toEqual([]);
  const before = memory.store.digest();
  await memory.rebuild();
  expect(memory.store.digest()).toBe(before);
});

const chat = formCount - 7;
const log =
  (...changes: object[]) =>
  ({ path }: MadeSession) => {
    expect(path).toMatch(/chatSessions\/.*jsonl$/);
    const first = {
      kind: 0,
      v: {
        version: 3,
        sessionId: 'trap',
        requests: [
          {
            requestId: { toString: 1 },
            response: [{ kind: 'textEditGroup', uri: { path: '/a' }, edits: [[{ text: 'a' }]] }],
          },
        ],
      },
    };
    return written({ shape: 'lines', records: [first, ...changes] });
  };
test.each<[string, Spoiled['content'], number]>([
  ['a change that reaches for all objects', log({ kind: 1, k: ['constructor', 'prototype', 'trapped'], v: 1 }), chat],
  ['a length that is deleted', log({ kind: 3, k: ['requests', 'length'] }), chat],
  ['a length that is a list', log({ kind: 2, k: ['requests', 'length'], v: [1, 2] }), chat],
  ['an item far behind the end', log({ kind: 1, k: ['requests', 4_000_000_000], v: {} }), chat],
  [
    'a call whose input is deeper than the stack',
    (session) =>
      written({ ...session, records: [...session.records.slice(0, -2), deepCall('call'), deepCall('result')] }),
    0,
  ],
])('%s stops nothing', async (_, content, form) => {
  await importBeside([{ form, content }], [form, (form + 1) % formCount]);
  expect(({} as { trapped?: number }).trapped).toBeUndefined();
});

function deepCall(part: 'call' | 'result'): object {
  const content =
    part === 'call'
      ? { type: 'tool_use', id: 'deep', name: 'Think', input: { a: [stand.deep] } }
      : { type: 'tool_result', tool_use_id: 'deep', content: 'ok' };
  const type = part === 'call' ? 'assistant' : 'user';
  return { sessionId: `deep-${run}`, cwd: folder, uuid: part, type, message: { content: [content] } };
}

test('a folder whose address cannot be a path is another one', async () => {
  run += 1;
  home = join(base, `address-${run}`);
  const session = makeSessions(folder, `address-${run}`).find(({ path }) => path.includes('transcripts'))!;
  for (const address of ['file:///a%2Fb', 'file:///a%zz', 'file:///%ff', 'file://host/a', 'vscode-remote://a/b', 7]) {
    lay(`User/workspaceStorage/w-${String(address).length}/workspace.json`, JSON.stringify({ folder: address }));
  }
  for (const [path, content] of headsOf([session])) lay(path, JSON.stringify(content));
  lay(session.path, written(session));
  expect((await importAll()).problems).toEqual([]);
  expect(unheard([session])).toEqual([]);
});

test('whatever is in the files that say whose a session is, those that are said well come in', async () => {
  const heads = [...headsOf(makeSessions(folder, 'x')).keys()];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...heads), spoiledRecord, spoiledText, async (path, spoil, text) => {
      run += 1;
      home = join(base, `heads-${run}`);
      const sessions = makeSessions(folder, `head-${run}`);
      const spoiltPath = path.replaceAll('x', `head-${run}`);
      const theirs = sessions.filter(({ heads: named }) => spoiltPath in named);
      const others = [sessions[run % formCount]!, sessions.at(-1)!].filter((session) => !theirs.includes(session));
      const laid = headsOf([...theirs, ...others]);
      for (const [each, content] of laid) lay(each, JSON.stringify(content));
      for (const session of [...theirs, ...others]) lay(session.path, written(session));
      lay(spoiltPath, text(written({ shape: 'document', records: spoil([laid.get(spoiltPath)]).slice(0, 1) })));
      expect((await importAll()).problems).toEqual([]);
      expect(unheard(others)).toEqual([]);
      rmSync(home, { recursive: true });
    }),
    { numRuns: 20 },
  );
});

// A chat as the editor's built-in agent leaves it: the chat says that a tool was called and shows what changed in the midst
// of a line, the transcript beside it says what the tool was given.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { observeHook } from '../../../src/engine/import/hook-observation.ts';
import { readTranscripts } from '../../../src/engine/import/transcript-reader.ts';
import { vscodeChatFormat } from '../../../src/engine/import/vscode-chat-format.ts';
import type { Observation } from '../../../src/engine/model/event.ts';

const root = '/home/ada/shop';
const file = `${root}/src/price.ts`;
const input = {
  filePath: file,
  oldString: '// What an order costs.',
  newString: '// Ann keeps this.\n// What an order costs.',
};
const requestedAt = Date.parse('2026-03-12T09:00:00.000Z');
const calledAt = Date.parse('2026-03-12T09:05:00.000Z');
let storage = '';

const fence = { value: '\n```\n' };
const part = { kind: 'toolInvocationSerialized', toolCallId: 'c1__vscode-7', toolId: 'copilot_replaceString' };
/** As the editor cuts it down to what differs. */
const shown = {
  kind: 'textEditGroup',
  uri: { path: file, scheme: 'file' },
  edits: [[{ text: 'Ann keeps this.\n// ', range: { startLineNumber: 1, startColumn: 4 } }], []],
};
const chat = (...response: object[]) => ({
  kind: 0,
  v: {
    sessionId: 's1',
    requests: [{ requestId: 'r1', timestamp: requestedAt, message: { text: 'sign the prices' }, response }],
  },
});
const signing = chat(part, fence, { kind: 'undoStop' }, { kind: 'codeblockUri', isEdit: true }, shown, fence, {
  value: 'They are signed.',
});
const transcriptOf = (given: object) => [
  { type: 'session.start', data: { sessionId: 's1' }, timestamp: '2026-03-12T09:00:01.000Z' },
  {
    type: 'assistant.message',
    data: {
      content: '',
      toolRequests: [{ toolCallId: 'c1', name: 'replace_string_in_file', arguments: JSON.stringify(given) }],
    },
    timestamp: new Date(calledAt).toISOString(),
  },
];

beforeEach(() => {
  storage = mkdtempSync(join(tmpdir(), 'second-nature-chat-'));
});
afterEach(() => rmSync(storage, { recursive: true, force: true }));

function lay(folder: string, records: readonly object[]): void {
  mkdirSync(join(storage, folder), { recursive: true });
  writeFileSync(join(storage, folder, 's1.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

async function read(): Promise<Observation[]> {
  const observations: Observation[] = [];
  for await (const batch of readTranscripts({
    sources: ['copilot'],
    root,
    places: { home: storage, env: {}, editorStorage: storage },
    positionOf: () => undefined,
    signal: new AbortController().signal,
    onProblem: (problem) => expect.fail(problem),
  })) {
    observations.push(...batch.observations);
  }
  return observations;
}

const turns = ['sign the prices', 'They are signed.'];
const turnsOf = (observations: readonly Observation[]) =>
  observations.flatMap(({ kind, text }) => (kind === 'agent-turn' ? [text] : []));
const hunksOf = (observations: readonly Observation[]) =>
  observations.flatMap((seen) =>
    seen.kind === 'edit' ? seen.data.hunks.map(({ before, after }) => [before, after]) : [],
  );

test('an edit is the call that its hook told, in whole lines and at its own time, and is told once', async () => {
  lay('chatSessions', [signing]);
  lay('GitHub.copilot-chat/transcripts', transcriptOf(input));
  const observations = await read();
  expect(turnsOf(observations)).toEqual(turns);
  const told = observations.filter(({ kind }) => kind !== 'agent-turn');
  const [live] = observeHook(
    {
      hook_event_name: 'PostToolUse',
      session_id: 's1',
      cwd: root,
      transcript_path: `${storage}/GitHub.copilot-chat/transcripts/s1.jsonl`,
      tool_name: 'replace_string_in_file',
      tool_use_id: 'c1__vscode-7',
      tool_input: input,
    },
    calledAt,
  );
  expect(told).toEqual([live]);
  expect(hunksOf(told)).toEqual([[[], ['// Ann keeps this.']]]);
});

test('another file of the same request is told by what the chat shows', async () => {
  lay('chatSessions', [signing]);
  lay('GitHub.copilot-chat/transcripts', transcriptOf({ ...input, filePath: `${root}/src/other.ts` }));
  expect((await read()).filter(({ kind }) => kind === 'edit').map(({ paths }) => paths)).toEqual([
    [`${root}/src/other.ts`],
    [file],
  ]);
});

test('without a transcript there is what the chat itself shows', async () => {
  lay('chatSessions', [signing]);
  const observations = await read();
  expect(turnsOf(observations)).toEqual(turns);
  expect(hunksOf(observations)).toEqual([[[], ['Ann keeps this.', '// ']]]);
});

test('on Windows the call and what the chat shows are one file, too', () => {
  const windows = 'c:\\Users\\ada\\shop\\src\\price.ts';
  const uri = { path: '/c:/Users/ada/shop/src/price.ts', fsPath: windows, scheme: 'file' };
  const companion = transcriptOf({ ...input, filePath: windows })
    .map((record) => JSON.stringify(record))
    .join('\n');
  const text = JSON.stringify(chat(part, { ...shown, uri }));
  const { steps } = vscodeChatFormat.readDocument(text, { path: 's1.jsonl' }, companion);
  expect(steps.filter(({ type }) => type === 'tool')).toHaveLength(1);
});

test('whatever stands in the transcript, the chat is read', () => {
  const records = transcriptOf(input).map((record) => JSON.stringify(record));
  const line = fc.oneof(
    fc.constantFrom(...records),
    fc.tuple(fc.constantFrom(...records), fc.nat(300)).map(([record, end]) => record.slice(0, end)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const { steps } = vscodeChatFormat.readDocument(JSON.stringify(signing), { path: 's1.jsonl' }, lines.join('\n'));
      expect(steps.map((step) => (step.type === 'turn' ? step.speaker : step.type))).toEqual(
        lines.includes(records[1]!) ? ['user', 'tool', 'agent'] : ['user', 'tool', 'tool', 'agent'],
      );
    }),
  );
});

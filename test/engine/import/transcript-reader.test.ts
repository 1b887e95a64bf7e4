// Invented sessions of every agent, laid out on disk as the agents do it, and what is learned from them; read again as they
// grow, cut off anywhere, and filled with garbage.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTranscripts, readTranscripts } from '../../../src/engine/import/transcript-reader.ts';
import type { EventDataByKind, Observation } from '../../../src/engine/model/event.ts';
import { type AgentSource, agentSources, type TranscriptPosition } from '../../../src/engine/model/transcript.ts';
import { observationSchema } from '../../../src/protocol/observe.ts';

const root = '/home/ada/shop';
let home = '';
let positions: Map<string, TranscriptPosition>;
let problems: string[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'second-nature-agents-'));
  positions = new Map();
  problems = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const places = () => ({
  home,
  env: {},
  editorUser: join(home, 'User'),
  editorStorage: join(home, 'User/workspaceStorage/w1'),
});

function lay(path: string, content: string | object): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content));
}

const asLines = (records: readonly unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function read(sources: readonly AgentSource[] = agentSources, folder = root): Promise<Observation[]> {
  const observations: Observation[] = [];
  const batches = readTranscripts({
    sources,
    root: folder,
    places: places(),
    positionOf: (path) => positions.get(path),
    signal: new AbortController().signal,
    onProblem: (problem) => problems.push(problem),
  });
  for await (const batch of batches) {
    observations.push(...batch.observations);
    positions.set(batch.position.path, batch.position);
  }
  return observations;
}

/** One line an observation, as a person would tell it. */
function told({ actor, kind, paths, text, data }: Observation): string {
  const flags = ['corrects', 'failed', 'deadEnd']
    .filter((flag) => Object.hasOwn(data, flag))
    .map((flag) => ` (${flag})`);
  const end = kind === 'command' ? ` → ${(data as { exitCode?: number }).exitCode}` : '';
  const lines = kind === 'edit' ? (data as EventDataByKind['edit']).hunks : [];
  const change = lines.map(({ before, after }) => ` -${before} +${after}`).join('');
  return `${actor} ${kind} ${[...paths.map((path) => path.replace(`${root}/`, '')), text].filter((part) => part !== '').join(' ')}${change}${end}${flags.join('')}`;
}

const claudePath = `.claude/projects/-home-ada-shop/c1.jsonl`;
const claudeHead = { sessionId: 'c1', cwd: root, timestamp: '2026-03-12T09:00:00.000Z', version: '2.0.0' };
const claudeLine = (uuid: string, parentUuid: string | null, type: string, content: unknown, more: object = {}) => ({
  ...claudeHead,
  uuid,
  parentUuid,
  type,
  message: { role: type, content },
  ...more,
});
const claudeSession = [
  { type: 'summary', summary: 'Retry' },
  claudeLine('1', null, 'user', 'make the retry wait longer'),
  claudeLine('2', '1', 'assistant', [
    { type: 'text', text: 'I will look at the queue.' },
    {
      type: 'tool_use',
      id: 't1',
      name: 'Edit',
      input: { file_path: `${root}/src/queue.ts`, old_string: 'wait(1)', new_string: 'wait(2)' },
    },
  ]),
  claudeLine('3', '2', 'user', [{ type: 'tool_result', tool_use_id: 't1', content: 'ok' }]),
  claudeLine('4', '3', 'assistant', [{ type: 'tool_use', id: 't2', name: 'Bash', input: { command: 'npm test' } }]),
  claudeLine('5', '4', 'user', [
    { type: 'tool_result', tool_use_id: 't2', content: 'Exit code 1\n1 failed', is_error: true },
  ]),
  claudeLine('6', '1', 'user', 'no, change the timeout instead'),
  claudeLine('7', '6', 'user', '<system-reminder>be brief</system-reminder>', { isMeta: true }),
];

test('Claude Code: turns, edits, commands with how they ended, corrections, ways that were given up', async () => {
  lay(claudePath, asLines(claudeSession));
  lay(
    '.claude/projects/-home-ada-other/c2.jsonl',
    asLines([claudeLine('1', null, 'user', 'elsewhere', { cwd: '/home/ada/other' })]),
  );
  expect((await read(['claude-code'])).map(told)).toEqual([
    'developer agent-turn make the retry wait longer',
    'agent:claude-code agent-turn I will look at the queue.',
    'agent:claude-code edit src/queue.ts -wait(1) +wait(2)',
    'agent:claude-code command npm test → 1',
    'agent:claude-code agent-action rewind: went back to an earlier point and took another way (deadEnd)',
    'developer agent-turn no, change the timeout instead (corrects)',
  ]);
});

test('Claude Code: the deeds of a sub-agent, in its own file or within, are deeds of the session', async () => {
  const side = { isSidechain: true, agentId: 'a1' };
  const call = { type: 'tool_use', id: 't9', name: 'Bash', input: { command: 'npm run lint' } };
  const lines = [
    claudeLine('s1', null, 'user', 'Look for unused exports.', side),
    claudeLine('s2', 's1', 'assistant', [call], side),
    claudeLine('s3', 's2', 'user', [{ type: 'tool_result', tool_use_id: 't9', content: 'clean' }], side),
  ];
  lay(`${claudePath.replace('.jsonl', '')}/subagents/agent-a1.jsonl`, asLines(lines));
  lay(claudePath, asLines([claudeSession[1], ...lines, claudeLine('8', '1', 'user', 'go on')]));
  const observations = await read(['claude-code']);
  const once = [...new Map(observations.map((observation) => [observation.id, observation])).values()];
  expect(once.map(told).sort()).toEqual([
    'agent:claude-code command npm run lint → undefined',
    'developer agent-turn go on',
    'developer agent-turn make the retry wait longer',
  ]);
});

const codexLine = (type: string, payload: object) => ({ timestamp: '2026-03-12T09:00:00.000Z', type, payload });
const codexSession = [
  codexLine('session_meta', { id: 'x1', cwd: `${root}/src`, originator: 'codex_cli', cli_version: '1.0.0' }),
  codexLine('response_item', {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: '<environment_context>linux</environment_context>' }],
  }),
  codexLine('response_item', { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'add a test' }] }),
  codexLine('response_item', {
    type: 'custom_tool_call',
    call_id: 'p1',
    name: 'apply_patch',
    input: '*** Begin Patch\n*** Add File: sum.test.ts\n+expect(sum(1, 2)).toBe(3);\n*** End Patch',
  }),
  codexLine('response_item', {
    type: 'custom_tool_call_output',
    call_id: 'p1',
    output: '{"output":"Success","metadata":{"exit_code":0}}',
  }),
  codexLine('response_item', {
    type: 'function_call',
    call_id: 'f1',
    name: 'shell',
    arguments: '{"command":["bash","-lc","npm test"]}',
  }),
  codexLine('response_item', {
    type: 'function_call_output',
    call_id: 'f1',
    output: '{"output":"1 passed","metadata":{"exit_code":0}}',
  }),
  codexLine('event_msg', { type: 'token_count' }),
];

test('Codex: its own and the foreign sessions lie together', async () => {
  lay('.codex/sessions/2026/03/12/rollout-1.jsonl', asLines(codexSession));
  lay(
    '.codex/sessions/2026/03/12/rollout-2.jsonl',
    asLines([codexLine('session_meta', { id: 'x2', cwd: '/home/ada/shop-two' }), codexSession[2]]),
  );
  expect((await read(['codex'])).map(told)).toEqual([
    'developer agent-turn add a test',
    'agent:codex edit src/sum.test.ts - +expect(sum(1, 2)).toBe(3);',
    'agent:codex command npm test → 0',
  ]);
});

test('the Gemini CLI: the project by its name in projects.json', async () => {
  const head = { timestamp: '2026-03-12T09:00:00.000Z' };
  const call = {
    id: 'g1',
    name: 'replace',
    args: { file_path: `${root}/a.ts`, old_string: 'x', new_string: 'y' },
    status: 'success',
  };
  lay('.gemini/projects.json', { projects: { [root]: 'shop' } });
  lay(
    '.gemini/tmp/shop/chats/session-1.jsonl',
    asLines([
      { sessionId: 'g', projectHash: 'h', startTime: head.timestamp },
      { ...head, id: '1', type: 'user', content: 'rename it' },
      { ...head, id: '2', type: 'gemini', content: '', toolCalls: [{ ...call, status: 'executing' }] },
      { ...head, id: '2', type: 'gemini', content: 'Done.', toolCalls: [call] },
      { $rewindTo: '1' },
    ]),
  );
  expect((await read(['gemini-cli'])).map(told)).toEqual([
    'developer agent-turn rename it',
    'agent:gemini-cli agent-turn Done.',
    'agent:gemini-cli edit a.ts -x +y',
    'agent:gemini-cli agent-action rewind: went back to an earlier point and took another way (deadEnd)',
  ]);
});

test('an older Gemini CLI and a newer Cline keep a session in one file', async () => {
  const at = '2026-03-12T09:00:00.000Z';
  const messages = [
    { id: '1', timestamp: at, type: 'user', content: 'rename it' },
    {
      id: '2',
      timestamp: at,
      type: 'gemini',
      content: 'Done.',
      toolCalls: [{ id: 'g1', name: 'run_shell_command', args: { command: 'ls' }, status: 'error' }],
    },
  ];
  lay('.gemini/projects.json', { projects: { [root]: 'shop' } });
  lay('.gemini/tmp/shop/chats/session-old.json', { sessionId: 'g0', startTime: at, messages });
  const spoken = [
    {
      role: 'user',
      ts: 1_773_306_000_000,
      content: [
        { type: 'text', text: '<task>add a test</task>' },
        { type: 'text', text: '<environment_details>tabs</environment_details>' },
      ],
    },
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'k1', name: 'execute_command', input: { command: 'npm test' } }],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'k1', content: '1 failed', is_error: true }] },
  ];
  lay('.cline/data/sessions/n1.json', { id: 'n1', cwd: root, messages: spoken.slice(0, 1) });
  lay('.cline/data/sessions/n2/n2.json', { id: 'n2', workspaceRoot: root });
  lay('.cline/data/sessions/n2/n2.messages.json', spoken);
  lay('.cline/data/sessions/n3.json', { id: 'n3', cwd: '/elsewhere', messages: spoken });
  expect((await read(['gemini-cli', 'cline'])).map(told).sort()).toEqual([
    'agent:cline command npm test → 1',
    'agent:gemini-cli agent-turn Done.',
    'agent:gemini-cli command ls → 1',
    'developer agent-turn add a test',
    'developer agent-turn add a test',
    'developer agent-turn rename it',
  ]);
});

test('the chats of VS Code: a log of changes, its transcript only where the chat is gone', async () => {
  const request = {
    requestId: 'r1',
    timestamp: 1_773_306_000_000,
    message: { text: 'fix the retry' },
    response: [
      {
        kind: 'toolInvocationSerialized',
        toolCallId: 'call_0__vscode-17',
        toolId: 'run_in_terminal',
        isComplete: true,
        toolSpecificData: {
          kind: 'terminal',
          commandLine: { original: 'npm test' },
          terminalCommandState: { exitCode: 1 },
        },
      },
    ],
  };
  lay(
    'User/workspaceStorage/w1/chatSessions/v1.jsonl',
    asLines([
      { kind: 0, v: { version: 3, sessionId: 'v1', requests: [] } },
      { kind: 2, k: ['requests'], v: [{ requestId: 'r0', message: { text: 'taken back' } }] },
      { kind: 2, k: ['requests'], i: 0, v: [request] },
      { kind: 2, k: ['requests', 0, 'response'], v: [{ value: 'It fails ' }, { value: 'still.' }] },
      { kind: 1, k: ['requests', 7, 'nowhere'], v: 1 },
    ]).concat('{"kind":1,"k":["req'),
  );
  const transcript = [
    { type: 'session.start', data: { sessionId: 'v2' }, timestamp: '2026-03-12T09:00:00.000Z' },
    { type: 'user.message', data: { content: 'and the queue' } },
    {
      type: 'assistant.message',
      data: {
        content: '',
        toolRequests: [
          { toolCallId: 'c1', name: 'create_file', arguments: '{"filePath":"/home/ada/shop/b.ts","content":"x"}' },
        ],
      },
    },
    { type: 'tool.execution_complete', data: { toolCallId: 'c1', success: true } },
  ];
  lay('User/workspaceStorage/w1/GitHub.copilot-chat/transcripts/v1.jsonl', asLines(transcript));
  lay('User/workspaceStorage/w0/workspace.json', { folder: `file://${root}` });
  lay('User/workspaceStorage/w0/GitHub.copilot-chat/transcripts/v2.jsonl', asLines(transcript));
  expect((await read(['copilot'])).map(told).sort()).toEqual([
    'agent:copilot agent-turn It fails still.',
    'agent:copilot command npm test → 1',
    'agent:copilot edit b.ts - +x',
    'developer agent-turn and the queue',
    'developer agent-turn fix the retry',
  ]);
});

test('Cline and Roo: what was asked for is said again when it is done, and counts once', async () => {
  const edit = JSON.stringify({
    tool: 'editedExistingFile',
    path: 'a.ts',
    diff: '------- SEARCH\nx\n=======\ny\n+++++++ REPLACE',
  });
  const messages = [
    { ts: 1_773_306_000_000, type: 'say', say: 'text', text: 'rename it' },
    { ts: 1_773_306_001_000, type: 'ask', ask: 'tool', text: edit },
    { ts: 1_773_306_002_000, type: 'say', say: 'tool', text: edit },
    { ts: 1_773_306_003_000, type: 'ask', ask: 'command', text: 'npm test' },
    { ts: 1_773_306_004_000, type: 'say', say: 'command_output', text: '1 passed' },
    { ts: 1_773_306_005_000, type: 'say', say: 'user_feedback', text: 'you forgot the docs' },
    { ts: 1_773_306_006_000, type: 'say', say: 'text', text: 'half', partial: true },
  ];
  const cline = 'User/globalStorage/saoudrizwan.claude-dev';
  lay(`${cline}/state/taskHistory.json`, [{ id: '17', cwdOnTaskInitialization: root }]);
  lay(`${cline}/tasks/17/ui_messages.json`, messages);
  const roo = 'User/globalStorage/rooveterinaryinc.roo-cline';
  lay(`${roo}/tasks/r17/history_item.json`, { id: 'r17', workspace: root });
  lay(`${roo}/tasks/r17/ui_messages.json`, messages.slice(0, 2));
  lay(`${roo}/tasks/r18/history_item.json`, { id: 'r18', workspace: '/elsewhere' });
  lay(`${roo}/tasks/r18/ui_messages.json`, messages);
  expect((await read(['cline'])).map(told)).toEqual([
    'developer agent-turn rename it',
    'agent:cline edit a.ts -x +y',
    'agent:cline command npm test → undefined',
    'developer agent-turn you forgot the docs (corrects)',
  ]);
  expect((await read(['roo'])).map(told)).toEqual(['developer agent-turn rename it', 'agent:roo edit a.ts -x +y']);
});

test('sources are told by how many files they have, and only those consented to are read', async () => {
  lay(claudePath, asLines(claudeSession));
  lay('.codex/sessions/2026/03/12/rollout-1.jsonl', asLines(codexSession));
  const counts = await countTranscripts({ root, places: places() });
  expect(counts.filter(({ files }) => files > 0)).toEqual([
    { source: 'claude-code', files: 1 },
    { source: 'codex', files: 1 },
  ]);
  expect(new Set((await read(['codex'])).map(({ id }) => id.split(':')[1]))).toEqual(new Set(['codex']));
  expect(await read([])).toEqual([]);
});

test('a file that grows is read on from where it was; a half-written line waits; a replaced one begins anew', async () => {
  const whole = asLines(claudeSession);
  const cut = whole.indexOf('"t2"') + 10;
  lay(claudePath, whole.slice(0, cut));
  const first = await read(['claude-code']);
  expect(await read(['claude-code'])).toEqual([]);
  appendFileSync(join(home, claudePath), whole.slice(cut));
  const rest = await read(['claude-code']);
  expect([...first, ...rest].map(told)).toEqual(await readAnew());
  expect(first).toHaveLength(3);
  lay(claudePath, asLines([claudeLine('9', null, 'user', 'another one', { sessionId: 'c9' })]));
  expect((await read(['claude-code'])).map(told)).toEqual(['developer agent-turn another one']);
  expect(JSON.stringify([...positions.values()])).not.toMatch(/npm test|retry/);

  async function readAnew() {
    positions.clear();
    return (await read(['claude-code'])).map(told);
  }
});

test('whatever is in the files, reading goes on and what comes out is well formed', async () => {
  const good = [...claudeSession, ...codexSession].map((record) => JSON.stringify(record));
  const line = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...good) },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...good), fc.nat()).map(([text, at]) => text.slice(0, at % text.length)),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')) },
    { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('v', 'k', 'i', 'message', 'payload', 'data', 'type', 'kind'), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...claudeHead, kind: 2, k: ['requests'], [key]: value })),
    },
  );
  const paths = [
    claudePath,
    '.codex/sessions/2026/03/12/rollout-1.jsonl',
    '.gemini/tmp/shop/chats/session-1.jsonl',
    'User/workspaceStorage/w1/chatSessions/v1.jsonl',
    'User/workspaceStorage/w1/GitHub.copilot-chat/transcripts/v2.jsonl',
    'User/globalStorage/saoudrizwan.claude-dev/tasks/17/ui_messages.json',
    'User/globalStorage/saoudrizwan.claude-dev/state/taskHistory.json',
    '.gemini/tmp/shop/chats/session-2.json',
    '.cline/data/sessions/n1.json',
    '.claude/projects/-home-ada-shop/c1/subagents/agent-1.jsonl',
  ];
  lay('.gemini/projects.json', { projects: { [root]: 'shop' } });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.boolean(), async (lines, isEnded) => {
      positions.clear();
      for (const path of paths) lay(path, lines.join('\n') + (isEnded ? '\n' : ''));
      const observations = await read();
      for (const observation of observations) observationSchema.parse(observation);
      // What was whole is there, wherever the garbage stood.
      if (isEnded && lines.includes(good[1]!))
        expect(observations.map(told)).toContain('developer agent-turn make the retry wait longer');
      expect(problems).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

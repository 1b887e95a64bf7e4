// One short session of every form in which agents keep theirs, as records that a test may spoil before it lays them out
// on disk. In, the folder that the agent worked in and the session's id; out, where the file lies, what is in it, and what
// else must lie there to find it.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { AgentSource } from '../../../src/engine/model/transcript.ts';

export interface MadeSession {
  readonly source: AgentSource;
  /** Relative to the home. */
  readonly path: string;
  /** A record a line; else the file is the one record. */
  readonly shape: 'lines' | 'document';
  readonly records: readonly unknown[];
  /** Files that say whose session it is. Relative path to content; those of several sessions are put together. */
  readonly heads: Readonly<Record<string, unknown>>;
  /** Id of an event that comes of it: what the developer said, or what a sub-agent did. */
  readonly event: string;
}

const asked = (id: string) => `make the retry of ${id} wait longer`;
const askedEvent = (source: AgentSource, session: string, id: string) =>
  `agent:${source}:${session}:turn:${hash('sha256', `user\n${asked(id)}`).slice(0, 24)}`;

const timestamp = '2026-03-12T09:00:00.000Z';
const atMs = 1_773_306_000_000;
export const editorStorage = 'User/workspaceStorage/w1';

export function makeSessions(folder: string, id: string): MadeSession[] {
  const file = join(folder, 'src', 'queue.ts');
  const edit = { file_path: file, old_string: 'wait(1)', new_string: 'wait(2)' };
  const patch = `*** Begin Patch\n*** Update File: ${file}\n@@\n-wait(1)\n+wait(2)\n*** End Patch`;
  return [
    ...claudeSessions(folder, id, edit),
    {
      source: 'codex',
      path: `.codex/sessions/2026/03/12/rollout-${id}.jsonl`,
      shape: 'lines',
      heads: {},
      event: askedEvent('codex', id, id),
      records: [
        { timestamp, type: 'session_meta', payload: { id, cwd: folder, cli_version: '1.0.0' } },
        { timestamp, type: 'turn_context', payload: { cwd: folder, model: 'm' } },
        ...[
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: asked(id) }] },
          { type: 'custom_tool_call', call_id: 'p1', name: 'apply_patch', input: patch },
          { type: 'custom_tool_call_output', call_id: 'p1', output: '{"output":"ok","metadata":{"exit_code":0}}' },
          { type: 'function_call', call_id: 'f1', name: 'shell', arguments: '{"command":["bash","-lc","npm test"]}' },
          { type: 'function_call_output', call_id: 'f1', output: '{"output":"1 failed","metadata":{"exit_code":1}}' },
          { type: 'local_shell_call', call_id: 'l1', action: { command: ['ls', '-l'] } },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Done.' }] },
        ].map((payload) => ({ timestamp, type: 'response_item', payload })),
      ],
    },
    ...geminiSessions(folder, id, edit),
    ...editorChats(folder, id, file),
    ...clineSessions(folder, id),
  ];
}

function claudeSessions(folder: string, id: string, edit: object): MadeSession[] {
  const line = (uuid: string, parentUuid: string | null, type: string, content: unknown, more: object = {}) => ({
    ...{ sessionId: id, cwd: folder, timestamp, version: '2.0.0', gitBranch: 'main', uuid, parentUuid, type },
    ...{ message: { role: type, content }, ...more },
  });
  const call = (name: string, input: object, of: string) => ({ type: 'tool_use', id: of, name, input });
  const result = (of: string, content: unknown, isError = false) => [
    { type: 'tool_result', tool_use_id: of, content, is_error: isError },
  ];
  const projects = `.claude/projects/${folder.replace(/[^A-Za-z0-9]/g, '-')}`;
  const side = { isSidechain: true, agentId: 'a1' };
  return [
    {
      source: 'claude-code',
      path: `${projects}/${id}.jsonl`,
      shape: 'lines',
      heads: {},
      event: askedEvent('claude-code', id, id),
      records: [
        { type: 'file-history-snapshot', messageId: 'm', snapshot: {} },
        line('1', null, 'user', asked(id)),
        line('2', '1', 'assistant', [{ type: 'text', text: 'I will.' }, call('Edit', edit, 't1')]),
        line('3', '2', 'user', result('t1', 'ok'), { toolUseResult: { filePath: 'queue.ts', structuredPatch: [] } }),
        line('4', '3', 'assistant', [call('Bash', { command: 'npm test' }, 't2')]),
        line('5', '4', 'user', result('t2', [{ type: 'text', text: 'Exit code 1\n1 failed' }], true)),
        line('6', '1', 'user', 'no, change the timeout instead'),
        line('7', '6', 'assistant', [call('TodoWrite', { todos: [{ content: 'a', status: 'pending' }] }, 't3')]),
        line('8', '7', 'user', result('t3', 'ok')),
      ],
    },
    {
      source: 'claude-code',
      path: `${projects}/${id}/subagents/agent-a1.jsonl`,
      shape: 'lines',
      heads: {},
      event: `agent:claude-code:${id}:call:t9`,
      records: [
        line('s1', null, 'user', 'Look for unused exports.', side),
        line('s2', 's1', 'assistant', [call('Edit', edit, 't9')], side),
        line('s3', 's2', 'user', result('t9', 'ok'), side),
      ],
    },
  ];
}

function geminiSessions(folder: string, id: string, edit: object): MadeSession[] {
  const call = { id: 'g1', name: 'replace', args: edit, status: 'success', result: [{ functionResponse: {} }] };
  const shell = { id: 'g2', name: 'run_shell_command', args: { command: 'npm test' }, status: 'error', result: 'no' };
  const head = { sessionId: id, projectHash: 'h', startTime: timestamp, lastUpdated: timestamp };
  const messages = [
    { id: '1', timestamp, type: 'user', content: asked(id) },
    { id: '2', timestamp, type: 'gemini', content: [{ text: 'Done.' }], thoughts: [], toolCalls: [call, shell] },
  ];
  const heads = { '.gemini/projects.json': { projects: { [folder]: 'shop' } } };
  const chats = '.gemini/tmp/shop/chats';
  return [
    {
      ...{ source: 'gemini-cli', path: `${chats}/session-${id}.jsonl`, shape: 'lines', heads },
      event: askedEvent('gemini-cli', id, id),
      records: [head, ...messages, { $set: { summary: 's' } }, { $rewindTo: '1' }],
    },
    {
      ...{ source: 'gemini-cli', path: `${chats}/session-old-${id}.json`, shape: 'document', heads },
      event: askedEvent('gemini-cli', `old-${id}`, id),
      records: [{ ...head, sessionId: `old-${id}`, messages }],
    },
  ];
}

function editorChats(folder: string, id: string, file: string): MadeSession[] {
  const terminal = { kind: 'terminal', commandLine: { original: 'npm test' }, terminalCommandState: { exitCode: 1 } };
  const request = {
    requestId: 'r1',
    timestamp: atMs,
    agent: { id: 'github.copilot.editsAgent' },
    message: { text: asked(id), parts: [] },
    response: [
      { kind: 'mcpServersStarting' },
      { value: 'It fails ' },
      {
        ...{ kind: 'toolInvocationSerialized', toolCallId: 'call_0__vscode-17', toolId: 'run_in_terminal' },
        ...{
          isComplete: true,
          toolSpecificData: terminal,
          resultDetails: { input: '{"a":1}', output: [{ value: '1' }] },
        },
      },
      { kind: 'textEditGroup', uri: { path: file, scheme: 'file' }, edits: [[{ text: 'wait(2)', range: {} }]] },
    ],
  };
  const heads = { 'User/workspaceStorage/w0/workspace.json': { folder: `file://${folder}` } };
  return [
    {
      ...{ source: 'copilot', path: `${editorStorage}/chatSessions/${id}.jsonl`, shape: 'lines', heads },
      event: askedEvent('copilot', id, id),
      records: [
        { kind: 0, v: { version: 3, sessionId: id, requests: [], inputState: { mode: { id: 'agent' } } } },
        { kind: 1, k: ['inputState', 'inputText'], v: 'fix' },
        { kind: 2, k: ['requests'], v: [{ requestId: 'r0', message: { text: 'taken back' } }] },
        { kind: 2, k: ['requests'], i: 0, v: [request] },
        { kind: 2, k: ['requests', 0, 'response'], v: [{ kind: 'markdownContent', content: { value: 'still.' } }] },
        { kind: 1, k: ['requests', 0, 'result'], v: { timings: {} } },
        { kind: 3, k: ['inputState', 'inputText'] },
      ],
    },
    {
      ...{ source: 'copilot', path: `${editorStorage}/chatSessions/old-${id}.json`, shape: 'document', heads },
      event: askedEvent('copilot', `old-${id}`, id),
      records: [{ version: 3, sessionId: `old-${id}`, requests: [request] }],
    },
    {
      ...{ source: 'copilot', path: `User/workspaceStorage/w0/GitHub.copilot-chat/transcripts/t-${id}.jsonl` },
      ...{ shape: 'lines', heads, event: askedEvent('copilot', `t-${id}`, id) },
      records: [
        { type: 'session.start', data: { sessionId: `t-${id}`, copilotVersion: '1' }, timestamp },
        { type: 'user.message', data: { content: asked(id) }, timestamp },
        {
          type: 'assistant.message',
          data: {
            content: '',
            toolRequests: [
              { toolCallId: 'c1', name: 'create_file', arguments: `{"filePath":"${file}","content":"x"}` },
            ],
          },
        },
        { type: 'tool.execution_start', data: { toolCallId: 'c1', toolName: 'create_file' } },
        { type: 'tool.execution_complete', data: { toolCallId: 'c1', success: true } },
      ],
    },
  ];
}

function clineSessions(folder: string, id: string): MadeSession[] {
  const tool = JSON.stringify({
    tool: 'editedExistingFile',
    path: 'a.ts',
    diff: '------- SEARCH\nx\n=======\ny\n+++++++ REPLACE',
  });
  const said = [
    { ts: atMs, type: 'say', say: 'text', text: asked(id), images: [] },
    { ts: atMs + 1_000, type: 'ask', ask: 'tool', text: tool },
    { ts: atMs + 2_000, type: 'say', say: 'tool', text: tool },
    { ts: atMs + 3_000, type: 'ask', ask: 'command', text: 'npm test' },
    { ts: atMs + 4_000, type: 'say', say: 'command_output', text: '1 passed' },
    { ts: atMs + 5_000, type: 'say', say: 'user_feedback', text: 'you forgot the docs' },
  ];
  const spoken = [
    { role: 'user', ts: atMs, content: [{ type: 'text', text: `<task>${asked(id)}</task>` }] },
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'k1', name: 'execute_command', input: { command: 'make' } }],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'k1', content: '1 failed', is_error: true }] },
  ];
  const cline = 'User/globalStorage/saoudrizwan.claude-dev';
  const roo = 'User/globalStorage/rooveterinaryinc.roo-cline';
  const apart = `.cline/data/sessions/n-${id}/n-${id}`;
  return [
    {
      ...{ source: 'cline', path: `${cline}/tasks/${id}/ui_messages.json`, shape: 'document', records: [said] },
      event: askedEvent('cline', id, id),
      heads: { [`${cline}/state/taskHistory.json`]: [{ id, cwdOnTaskInitialization: folder }] },
    },
    {
      ...{ source: 'cline', path: `.cline/data/sessions/s-${id}.json`, shape: 'document', heads: {} },
      event: askedEvent('cline', `s-${id}`, id),
      records: [{ id: `s-${id}`, cwd: folder, messages: spoken }],
    },
    {
      ...{ source: 'cline', path: `${apart}.messages.json`, shape: 'document', records: [spoken] },
      event: askedEvent('cline', `n-${id}`, id),
      heads: { [`${apart}.json`]: { id: `n-${id}`, metadata: { cwd: folder } } },
    },
    {
      ...{ source: 'roo', path: `${roo}/tasks/${id}/ui_messages.json`, shape: 'document', records: [said] },
      event: askedEvent('roo', id, id),
      heads: { [`${roo}/tasks/${id}/history_item.json`]: { id, workspace: folder, tokensIn: 1 } },
    },
  ];
}

/** All files of the sessions by their paths; lists in heads of one path are joined. */
export function headsOf(sessions: readonly MadeSession[]): Map<string, unknown> {
  const heads = new Map<string, unknown>();
  for (const [path, content] of sessions.flatMap((session) => Object.entries(session.heads))) {
    const known = heads.get(path);
    heads.set(path, Array.isArray(known) && Array.isArray(content) ? [...known, ...content] : content);
  }
  return heads;
}

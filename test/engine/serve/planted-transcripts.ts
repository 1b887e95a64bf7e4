// Sessions of every agent whose files are read, each with a text of its own in what was said, done and answered. In, the
// home and the folder they worked in; out, the seeds of the texts, one an observation that is to come of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function layTranscripts(home: string, folder: string, textOf: (seed: number) => string): number[] {
  const seeds: number[] = [];
  const next = () => {
    seeds.push(2_000 + 100 * seeds.length);
    return textOf(seeds.at(-1)!);
  };
  const lay = (path: string, content: object | readonly object[], isLines = false) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    const text = isLines
      ? (content as readonly object[]).map((line) => `${JSON.stringify(line)}\n`).join('')
      : JSON.stringify(content);
    writeFileSync(join(home, path), text);
  };
  const timestamp = '2026-03-12T09:00:00.000Z';
  const file = join(folder, 'src', 'a.ts');

  const claude = (type: string, content: unknown, more: object = {}) => ({
    ...{ sessionId: 'c1', cwd: folder, timestamp, uuid: String(seeds.length), type, message: { content }, ...more },
  });
  const call = (id: string, name: string, input: object) => [{ type: 'tool_use', id, name, input }];
  const result = (id: string, content: string) => [{ type: 'tool_result', tool_use_id: id, content, is_error: true }];
  const projects = `.claude/projects/${folder.replace(/[^A-Za-z0-9]/g, '-')}`;
  lay(
    `${projects}/c1.jsonl`,
    [
      claude('user', next()),
      claude('assistant', call('t1', 'Bash', { command: 'env' })),
      claude('user', result('t1', next())),
      claude('assistant', call('t2', 'Write', { file_path: file, content: next() })),
      claude('user', [{ type: 'tool_result', tool_use_id: 't2', content: 'ok' }]),
    ],
    true,
  );
  const side = { isSidechain: true };
  lay(
    `${projects}/c1/subagents/agent-1.jsonl`,
    [claude('assistant', call('t3', 'Bash', { command: 'env' }), side), claude('user', result('t3', next()), side)],
    true,
  );

  const codex = (type: string, payload: object) => ({ timestamp, type, payload });
  lay(
    '.codex/sessions/2026/03/12/rollout-1.jsonl',
    [
      codex('session_meta', { id: 'x1', cwd: folder }),
      codex('response_item', { type: 'message', role: 'user', content: [{ type: 'input_text', text: next() }] }),
      codex('response_item', { type: 'function_call', call_id: 'f1', name: 'shell', arguments: '{"command":"env"}' }),
      codex('response_item', { type: 'function_call_output', call_id: 'f1', output: next() }),
    ],
    true,
  );

  lay('.gemini/projects.json', { projects: { [folder]: 'orders' } });
  const said = (id: string) => ({ id, timestamp, type: 'user', content: next() });
  lay('.gemini/tmp/orders/chats/session-1.jsonl', [{ sessionId: 'g1' }, said('1')], true);
  lay('.gemini/tmp/orders/chats/session-0.json', { sessionId: 'g0', messages: [said('1')] });

  const cline = 'User/globalStorage/saoudrizwan.claude-dev';
  lay(`${cline}/state/taskHistory.json`, [{ id: '17', cwdOnTaskInitialization: folder }]);
  lay(`${cline}/tasks/17/ui_messages.json`, [{ ts: 1_773_306_000_000, type: 'say', say: 'text', text: next() }]);
  lay('.cline/data/sessions/n1.json', { cwd: folder, messages: [{ role: 'user', content: next() }] });
  const roo = 'User/globalStorage/rooveterinaryinc.roo-cline/tasks/r1';
  lay(`${roo}/history_item.json`, { id: 'r1', workspace: folder });
  lay(`${roo}/ui_messages.json`, [{ ts: 1_773_306_000_000, type: 'say', say: 'text', text: next() }]);

  const storage = 'User/workspaceStorage/w1';
  lay(`${storage}/workspace.json`, { folder: `file://${folder}` });
  const called = { kind: 'toolInvocationSerialized', toolCallId: 'v1-1', toolId: 'copilot_createFile' };
  const request = { requestId: 'r1', timestamp: 1_773_306_000_000, message: { text: next() }, response: [called] };
  const chat = { version: 3, sessionId: 'v1', requests: [request] };
  lay(`${storage}/chatSessions/v1.jsonl`, [{ kind: 0, v: chat }], true);
  const input = { filePath: `${folder}/src/v1.ts`, content: next() };
  const toolRequests = [{ toolCallId: 'v1-1', name: 'create_file', arguments: JSON.stringify(input) }];
  lay(
    `${storage}/GitHub.copilot-chat/transcripts/v1.jsonl`,
    [{ type: 'assistant.message', data: { content: '', toolRequests }, timestamp }],
    true,
  );
  lay(
    `${storage}/GitHub.copilot-chat/transcripts/v2.jsonl`,
    [
      { type: 'session.start', data: { sessionId: 'v2' }, timestamp },
      { type: 'user.message', data: { content: next() } },
    ],
    true,
  );
  return seeds;
}

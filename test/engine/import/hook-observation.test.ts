// What hooks get on stdin, in the form that VS Code and Claude Code write it, and what is observed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observeHook } from '../../../src/engine/import/hook-observation.ts';
import { observationSchema } from '../../../src/protocol/observe.ts';

const session = {
  timestamp: '2026-03-12T09:00:00.000Z',
  session_id: 's1',
  transcript_path: '/home/ada/User/workspaceStorage/w/GitHub.copilot-chat/transcripts/s1.jsonl',
  cwd: '/home/ada/shop',
};
const after = (tool: string, input: object, response: unknown = '', more: object = {}) => ({
  ...session,
  hook_event_name: 'PostToolUse',
  tool_name: tool,
  tool_input: input,
  tool_response: response,
  tool_use_id: 'call_1__vscode-1795302674667',
  ...more,
});
const observe = (raw: unknown) => {
  const [observation] = observeHook(raw, 5);
  if (observation === undefined) return undefined;
  const { id, kind, actor, paths, text, data } = observation;
  return { id, kind, actor, paths, text, data };
};

test('a prompt is a turn of the developer; one that turns the agent down says so', () => {
  const prompt = { ...session, hook_event_name: 'UserPromptSubmit', prompt: 'make the retry wait longer' };
  expect(observe(prompt)).toEqual({
    id: 'agent:copilot:s1:turn:1648d28a1a7bcf1a963ba72b',
    kind: 'agent-turn',
    actor: 'developer',
    paths: [],
    text: 'make the retry wait longer',
    data: { session: 's1' },
  });
  const corrects = (text: string) => Object.hasOwn(observe({ ...prompt, prompt: text })!.data, 'corrects');
  const turnedDown = [
    'No, keep the old name',
    "that's wrong, undo it",
    'you broke the login',
    'Use a map instead of a list',
  ];
  expect(turnedDown.filter(corrects)).toEqual(turnedDown);
  expect(['Now add a test', 'Note the new name', 'no problem, go on'].filter(corrects)).toEqual([]);
});

test('an edit holds the lines that differ, of the file they stand in', () => {
  const input = { filePath: '/home/ada/shop/app.js', oldString: 'a\nb\nc', newString: 'a\nB\nc' };
  expect(observe(after('replace_string_in_file', input))).toEqual({
    id: 'agent:copilot:s1:call:call_1',
    kind: 'edit',
    actor: 'agent:copilot',
    paths: ['/home/ada/shop/app.js'],
    text: '',
    data: { hunks: [{ path: '/home/ada/shop/app.js', before: ['b'], after: ['B'], startLine: 1 }], cause: 'external' },
  });
});

test.each([
  ['Write', { file_path: '/w/a.ts', content: 'x\ny\n' }, '/w/a.ts - +x,y'],
  ['create_file', { filePath: 'src/a.ts', content: 'x' }, '/home/ada/shop/src/a.ts - +x'],
  ['MultiEdit', { file_path: '/w/a.ts', edits: [{ old_string: 'x', new_string: 'y' }] }, '/w/a.ts -x +y'],
  [
    'apply_patch',
    { input: '*** Begin Patch\n*** Update File: src/a.ts\n@@\n keep\n-x\n+y\n keep\n-z\n*** End Patch' },
    '/home/ada/shop/src/a.ts -x +y | /home/ada/shop/src/a.ts -z +',
  ],
  [
    'replace_in_file',
    { path: 'a.ts', diff: '------- SEARCH\nkeep\nx\n=======\nkeep\ny\n+++++++ REPLACE' },
    '/home/ada/shop/a.ts -x +y',
  ],
])('%s changes files', (tool, input, expected) => {
  const { kind, data } = observe(after(tool, input))!;
  expect(kind).toBe('edit');
  const { hunks } = data as { hunks: { path: string; before: string[]; after: string[] }[] };
  expect(hunks.map((hunk) => `${hunk.path} -${hunk.before} +${hunk.after}`).join(' | ')).toBe(expected);
});

test.each([
  ['run_in_terminal', { command: 'npm test' }, 'boom\nCommand exited with code 1', 'npm test', 1],
  ['Bash', { command: 'ls' }, { stdout: 'a', stderr: '', interrupted: false }, 'ls', 0],
  ['shell', { command: ['bash', '-lc', 'go test ./...'] }, 'Exit code: 2', 'go test ./...', 2],
])('%s runs a command', (tool, input, response, commandLine, exitCode) => {
  const { kind, text, data } = observe(after(tool, input, response))!;
  expect([kind, text, (data as { exitCode?: number }).exitCode]).toEqual(['command', commandLine, exitCode]);
});

test('what hooks told the model is taken out of what the tool said', () => {
  const response = 'ok\n\n<PreToolUse-context>\nfrom the memory\n</PreToolUse-context>';
  expect(observe(after('run_in_terminal', { command: 'ls' }, response))!.data).toMatchObject({ output: 'ok' });
});

test('other tools are actions; an edit that failed changed nothing', () => {
  expect(observe(after('grep_search', { query: 'retry' }))).toMatchObject({
    kind: 'agent-action',
    text: 'grep_search: retry',
    data: { session: 's1', tool: 'grep_search' },
  });
  const failed = after('Edit', { file_path: '/w/a.ts', old_string: 'x', new_string: 'y' }, 'no such text', {
    hook_event_name: 'PostToolUseFailure',
    transcript_path: '/home/ada/.claude/projects/-w/s1.jsonl',
  });
  expect(observe(failed)).toMatchObject({
    kind: 'agent-action',
    actor: 'agent:claude-code',
    paths: ['/w/a.ts'],
    data: { failed: true, output: 'no such text' },
  });
});

test('whatever comes on stdin, what is observed is well formed', () => {
  const field = fc.oneof(fc.string(), fc.jsonValue(), fc.constant('PostToolUse'), fc.constant('UserPromptSubmit'));
  const keys = Object.keys(after('', {})).concat('prompt', 'error');
  const raw = fc.oneof(
    fc.jsonValue(),
    fc.record(Object.fromEntries(keys.map((key) => [key, field])), { requiredKeys: ['session_id', 'cwd'] }),
    fc
      .record({ file_path: field, command: field, edits: field, input: field, content: field })
      .map((input) => after('apply_edit_command', input)),
  );
  fc.assert(
    fc.property(raw, (value) => {
      for (const observation of observeHook(value, 5)) expect(observationSchema.parse(observation)).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

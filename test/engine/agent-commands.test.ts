// An agent's command, told by its hook and by the shell, in whichever order; what becomes of both.
import { expect, test } from 'vitest';
import { AgentCommands } from '../../src/engine/agent-commands.ts';
import { foreseeHook } from '../../src/engine/import/hook-observation.ts';
import type { Actor, Observation } from '../../src/engine/model/event.ts';

const at = Date.UTC(2024, 2, 12, 9);
const folder = '/home/ada/shop';
const call = 'agent:copilot:s1:call:c1';

type Command = Extract<Observation, { kind: 'command' }>;
function command(id: string, actor: Actor, minute: number, text = 'npm test'): Command {
  const data = { exitCode: 1, durationMs: 900, output: '1 failed' };
  return { id, at: at + minute * 60_000, kind: 'command', actor, folder, paths: [], text, data };
}

function attribute(commands: AgentCommands, ...given: Observation[]): string[] {
  const { observations, duplicates } = commands.attribute(given);
  return [...observations.map(({ id, actor }) => `${id} ${actor}`), ...duplicates.map(({ id }) => `${id} dropped`)];
}

const told = command(call, 'agent:copilot', 0);

test('what the hook told first is not logged again when the shell tells of it', () => {
  const commands = new AgentCommands();
  expect(attribute(commands, told, command('s', 'developer', 0, ' npm  test'))).toEqual([
    `${call} agent:copilot`,
    's dropped',
  ]);
  // Run again, it is the developer's.
  expect(attribute(commands, command('s2', 'developer', 0))).toEqual(['s2 developer']);
});

test('what the shell tells first is the agent’s, under the id of its call, and the hook’s word is dropped', () => {
  const commands = new AgentCommands();
  const asked = { hook_event_name: 'PreToolUse', session_id: 's1', cwd: folder, tool_use_id: 'c1' };
  const place = { transcript_path: '/u/GitHub.copilot-chat/transcripts/s1.jsonl' };
  const input = { ...asked, ...place, tool_name: 'run_in_terminal', tool_input: { command: 'npm test' } };
  const [foreseen] = foreseeHook(input, at);
  commands.expect(foreseen as Command);
  expect(attribute(commands, command('s', 'developer', 12))).toEqual([`${call} agent:copilot`]);
  expect(attribute(commands, command(call, 'agent:copilot', 12))).toEqual([`${call} dropped`]);
  expect(attribute(commands, command('s2', 'developer', 12))).toEqual(['s2 developer']);
});

test.each([
  ['another command', command('s', 'developer', 0, 'npm run build')],
  ['the same a while later', command('s', 'developer', 2)],
  ['a task', command('s', 'tool:task', 0)],
])('%s is not the agent’s', (_, own) => {
  const commands = new AgentCommands();
  attribute(commands, told);
  expect(attribute(commands, own)).toEqual([`s ${own.actor}`]);
});

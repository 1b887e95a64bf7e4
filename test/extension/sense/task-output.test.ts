// What a task runs, in words, and which run in a terminal was the task's.
import { expect, test } from 'vitest';
import { phraseTask, takeTaskRun } from '../../../src/extension/sense/task-output.ts';

test.each([
  [{ commandLine: 'npm run build && ls' }, 'npm run build && ls'],
  [{ command: 'echo', args: ['two words', 'x', "it's", ''] }, "echo 'two words' x 'it'\\''s' ''"],
  [{ command: { value: 'npm' }, args: [{ value: 'test' }] }, 'npm test'],
  [{ process: 'node', args: ['build.js'] }, 'node build.js'],
  [{}, undefined],
  [undefined, undefined],
])('%j is written %j', (task, expected) => expect(phraseTask(task)).toBe(expected));

test('the run with the same words is taken, once', () => {
  const run = (commandLine: string, exitCode: number) => ({ commandLine, exitCode, output: `of ${commandLine}` });
  const runs = [run('a', 0), run('b', 0), run('c', 1)];
  expect(takeTaskRun(runs, { commandLine: 'b', exitCode: 0 })?.output).toBe('of b');
  expect(takeTaskRun(runs, { commandLine: 'b', exitCode: 1 })?.output).toBe('of c'); // The only one that ended so.
  runs.push(run('d', 0));
  expect(takeTaskRun(runs, { commandLine: 'e', exitCode: 0 })).toBeUndefined(); // It could be either.
  expect(runs.map(({ commandLine }) => commandLine)).toEqual(['a', 'd']);
});

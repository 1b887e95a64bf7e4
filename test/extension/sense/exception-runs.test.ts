// Runs under the debugger, and which exceptions they show to be gone.
import { expect, test } from 'vitest';
import { ExceptionRuns, type ThrownException } from '../../../src/extension/sense/exception-runs.ts';
import { draftWorkObservation } from '../../../src/extension/sense/observation-draft.ts';

const exception = (message: string) =>
  draftWorkObservation(
    'exception',
    { folder: '/shop', paths: ['/shop/crash.mjs'] },
    { type: 'TypeError', message },
    `TypeError: ${message}`,
  ) as ThrownException;

const close = (runs: ExceptionRuns, session: string, configuration = 'crash') =>
  runs.close(session, configuration).map(({ paths, text, data }) => [paths, text, (data as { gone?: true }).gone]);

test('what is not thrown in a run that ends by itself is gone, once', () => {
  const runs = new ExceptionRuns();
  runs.throwIn('s1', 'crash', exception('a'));
  runs.throwIn('s1', 'crash', exception('b'));
  runs.noteEnd('s1', 'itself');
  expect(close(runs, 's1')).toEqual([]);
  runs.throwIn('s2', 'crash', exception('b'));
  runs.noteEnd('s2', 'itself');
  expect(close(runs, 's2')).toEqual([[['/shop/crash.mjs'], 'TypeError: a', true]]);
  runs.noteEnd('s3', 'itself');
  expect(close(runs, 's3')).toEqual([[['/shop/crash.mjs'], 'TypeError: b', true]]);
  runs.noteEnd('s4', 'itself');
  expect(close(runs, 's4')).toEqual([]);
});

test('a run that was stopped, one that never said how it ended, and one of another configuration show nothing', () => {
  const runs = new ExceptionRuns();
  runs.throwIn('s1', 'crash', exception('a'));
  close(runs, 's1');
  runs.noteEnd('s2', 'stopped');
  runs.noteEnd('s2', 'itself');
  expect(close(runs, 's2')).toEqual([]);
  expect(close(runs, 's3')).toEqual([]);
  runs.noteEnd('s4', 'itself');
  expect(close(runs, 's4', 'other')).toEqual([]);
});

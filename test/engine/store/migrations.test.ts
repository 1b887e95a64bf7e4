// A memory that an earlier version wrote is read by this one as it was: its log, files and error cases; its links and vectors
// are made again.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrations } from '../../../src/engine/store/migrations.ts';
import { betterSqliteDriver } from '../../../src/engine/store/sql-database.ts';
import { makeFolder, openSound } from './small-memory.ts';

const project = 'folder:/orders';
/** The steps before paths, encoders and kinds of links were numbers. */
const stepsWithNames = 12;

const rows = `
  UPDATE derivation SET derived_by = '0.1.0';
  INSERT INTO project_key VALUES (1, '${project}');
  INSERT INTO event VALUES
    (1, 'met', 10, 'diagnostic', 'developer', 1, '["src/a.ts"]', 'No such name.',
      '{"message":"No such name.","lineText":"u.name"}'),
    (2, 'fixed', 20, 'diagnostic', 'agent:helper', 1, '["src/b.ts","src/a.ts"]', '', '{"change":"resolved","hunks":[{"path":"src/a.ts"}]}'),
    (3, 'ran', 30, 'command', 'developer', 1, '[]', 'make', '{}');
  INSERT INTO event_ref VALUES (1, 'src/a.ts', 1), (1, 'src/a.ts', 2), (1, 'src/b.ts', 2);
  INSERT INTO node VALUES
    (1, 1, 'file', 'src/a.ts', 2, 10, 20, 0, 0, 0, 0, 0, 0), (2, 1, 'file', 'src/b.ts', 1, 20, 20, 0, 0, 0, 0, 0, 0);
  INSERT INTO link VALUES (1, 'edited-with', 2, 0.25, 0, 1, 20), (2, 'mentions', 1, 3, 0, 3, 20);
  INSERT INTO error_case VALUES
    (1, 1, 'print', 'i1', 'src/a.ts', 'ts', '2339', 'No such name.', 4, 'u.name', 'met', 10, 2, 20, 'edit',
      '[{"path":"src/a.ts"}]'),
    (3, 1, 'print', 'i2', 'src/b.ts', 'make', '', 'Read from the output.', 7, 'v.name', 'ran', 30, NULL, NULL, NULL, NULL);
  INSERT INTO event_tag VALUES (2, 0.3, 0.25, 1, 2);
  INSERT INTO node VALUES (3, 1, 'episode', 'fixed', 1, 20, 20, 0, 0, 0, 0, 0, 0);
  INSERT INTO episode VALUES (3, 'fixed', 1, 'Fixed it', 20, 20, 'resolved', '["agent:helper"]', 1, 0);
  INSERT INTO episode_event VALUES (2, 3);
  INSERT INTO trace VALUES (2, 1, x'00112233445566778899aabbccddeeff');
  INSERT INTO vector VALUES (7, 2, 'small', 1, x'00112233445566778899aabbccddeeff', x'0000803f0102');
`;

it('reads what an earlier version wrote', () => {
  const folder = makeFolder();
  const before = betterSqliteDriver.load()(join(folder, 'memory.db'), { isReadOnly: false, busyTimeoutMs: 0 });
  for (const step of migrations.slice(0, stepsWithNames)) before.exec(step);
  before.exec(`${rows} PRAGMA user_version = ${stepsWithNames};`);
  before.close();

  const store = openSound(folder);
  expect(store.eventsAtPath(project, 'src/a.ts', 9).map(({ id, refs }) => [id, refs])).toEqual([
    ['fixed', ['src/b.ts', 'src/a.ts']],
    ['met', ['src/a.ts']],
  ]);
  expect([store.derivedBy(), store.links(1, { limit: 9 })]).toEqual(['', []]);
  const cases = store.cases(project, 'print', 9);
  expect(cases.map(({ message, lineText, cleared }) => [message, lineText, cleared?.hunks])).toEqual([
    ['Read from the output.', 'v.name', undefined],
    ['No such name.', 'u.name', [{ path: 'src/a.ts' }]],
  ]);
  expect([...store.log()].map(({ id, kind, actor, text }) => [id, kind, actor, text])).toEqual([
    ['met', 'diagnostic', 'developer', 'No such name.'],
    ['fixed', 'diagnostic', 'agent:helper', ''],
    ['ran', 'command', 'developer', 'make'],
  ]);
  expect(store.eventsOfKind(project, 'command', 9).map(({ id }) => id)).toEqual(['ran']);
  expect(store.tagsOf(2)).toEqual({ content: 0.3, valence: 0.25, novelty: 1, trust: 'imported' });
  expect([store.episodeOfEvent(2)?.title, store.tagsOf(1), store.episodeOfEvent(1)]).toEqual([
    'Fixed it',
    undefined,
    undefined,
  ]);
  expect(cases.map(({ fingerprint, path }) => [fingerprint, path])).toEqual([
    ['print', 'src/b.ts'],
    ['print', 'src/a.ts'],
  ]);
  expect(store.eventsOfEpisode('fixed', 9).map(({ id }) => id)).toEqual(['fixed']);
  expect(store.episode('fixed')).toMatchObject({ outcome: 'resolved', actors: ['agent:helper'] });
  expect(store.node(project, 'file', 'src/a.ts')).toMatchObject({ kind: 'file', uses: 2 });
  expect([...store.vectorsOf('small')]).toEqual([]);
  expect(store.unencoded('small', 9)).toEqual([2]);
  expect(store.problems()).toEqual([]);
  // The space that became free goes back to the disk.
  expect([store.scrubIfDue(), store.scrubIfDue()]).toEqual([true, false]);
  store.close();
});

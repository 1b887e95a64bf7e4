// Words of feedback that have nothing to do with each other teach the same in any order: windows send when they can, and what
// is forgotten and imported again comes when it comes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CalibrationBook } from '../../src/engine/calibration-book.ts';
import { type Draft, feedbackVerdicts } from '../../src/engine/model/event.ts';
import { calibrate } from '../../src/engine/recall/insight.ts';
import { adjustChance, chanceOfKind, standingOf } from '../../src/engine/recall/prime-standing.ts';
import { readToldRecords } from '../../src/engine/recall/told-usefulness.ts';
import type { SqliteStore } from '../../src/engine/store/sqlite-store.ts';
import { sleepOn } from './sleep/slept-memory.ts';
import { makeStore } from './store/small-memory.ts';
import { project, tell } from './story.ts';
import { live, log, minuteMs, paths, projects, startMs } from './upkeep/made-log.ts';

const subjects = [
  ...Array.from({ length: 12 }, (_, n) => `event-${n}`),
  ...paths.map((path) => `file:${path}`),
  ...['gist:g1', 'belief:b1', 'rule:r1', 'command:npm test', 'curious:file:src/a.ts', 'nothing that there is'],
];
const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
const word = fc.record({
  subject: fc.constantFrom(...subjects),
  project: fc.constantFrom(...projects),
  verdict: fc.constantFrom(...feedbackVerdicts),
  actor: fc.constantFrom('developer', 'agent:helper'),
  afterMs: fc.nat({ max: minuteMs }),
  claimed: share,
  estimated: share,
});
/** Of different memories, so that none takes another back. */
const words = fc.uniqueArray(word, { minLength: 2, maxLength: 12, selector: ({ subject }) => subject }).map((all) =>
  all.map(({ subject, project, verdict, actor, afterMs, claimed, estimated }, i): Draft => {
    const at = startMs + 24 * 60 * minuteMs + afterMs;
    const head = { id: `word-${i}`, at, kind: 'feedback', actor, project, refs: [], text: '' } as const;
    const odds = { ...(claimed !== undefined && { claimed }), ...(estimated !== undefined && { estimated }) };
    return { ...head, data: { verdict, subject, ...odds } } as Draft;
  }),
);
const shuffled = words.chain((told) =>
  fc.shuffledSubarray(told, { minLength: told.length }).map((other) => ({ told, other })),
);

/** Without which of them was the last to give a reason for how a place feels. */
function dump(store: SqliteStore): string {
  let section = '';
  const lines = store.dump().split('\n');
  return lines
    .map((line) => {
      if (line.startsWith('# ')) section = line;
      return section === '# appraisal' && line.startsWith('[') ? JSON.stringify(JSON.parse(line).slice(0, 5)) : line;
    })
    .join('\n');
}

/** What is read from the words themselves, where it is asked for; sums of fractions to nine places. */
function read(store: SqliteStore) {
  const rounded = (value: number) => Number(value.toFixed(9));
  return projects.map((project) => {
    const standing = standingOf(store.eventsOfKind(project, 'feedback', 100));
    const told = readToldRecords(project, store);
    return {
      calibration: new CalibrationBook(store).of(project),
      bins: calibrate(project, store).map((bin) => ({ ...bin, claimed: rounded(bin.claimed) })),
      kinds: (['command', 'gist'] as const).map((kind) => rounded(chanceOfKind(standing, kind))),
      chances: paths.map((path) => rounded(adjustChance(standing, 'file', path, 0.4))),
      told: subjects.map((subject) => told(`belief:${subject}`)),
      standings: [...store.standings(project, 100)].sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  });
}

it('teaches the same in any order, awake and after a night', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(log, shuffled, async (past, { told, other }) => {
      const [one, two] = [makeStore(), makeStore()];
      live(one, [...past, ...told]);
      live(two, [...past, ...other]);
      expect(dump(two)).toBe(dump(one));
      expect(read(two)).toEqual(read(one));
      for (const store of [one, two]) for (const project of projects) await sleepOn(store, 1, 1_000, project);
      expect(dump(two)).toBe(dump(one));
    }),
    { numRuns: 40 },
  );
});

it('makes no file known again under a name that it no longer has, so that words of that name come to nothing', () => {
  const past = tell(
    '09:00 commit c1 Parse: src/parser.ts src/count.ts\n09:30 rename c2 Move: src/parser.ts > src/parse.ts',
  );
  const say = (id: string, subject: string): Draft => {
    const head = { id, at: startMs, kind: 'feedback', actor: 'developer', project, refs: [], text: '' } as const;
    return { ...head, data: { verdict: 'accepted', subject } };
  };
  const told = [say('w1', past[0]!.id), say('w2', 'file:src/parser.ts')];
  const [one, two] = [makeStore(), makeStore()];
  live(one, [...past, ...told]);
  live(two, [...past, ...told.toReversed()]);
  expect(dump(two)).toBe(dump(one));
  expect(one.node(project, 'file', 'src/parser.ts')).toBeUndefined();
  expect(one.node(project, 'file', 'src/count.ts')!.valence.affinity).toBeGreaterThan(0);
});

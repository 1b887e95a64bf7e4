// A day of plausible work out of a seed: files are opened and edited in the company they keep, errors come and go, tests
// are run, commits are made, now and then something is noted, pinned or dismissed.
import type { Hunk, Observation } from '../../src/engine/model/event.ts';
import type { ReplayCommit } from '../evaluate/replay-stream.ts';
import { observeReplay } from '../evaluate/stream-memory.ts';

export type Random = () => number;

export interface DayInput {
  readonly folder: string;
  readonly day: number;
  /** Unix time in ms at which the work begins. */
  readonly startMs: number;
  readonly random: Random;
  /** Commits of a real history that are made on this day, in place of made ones. */
  readonly commits: readonly ReplayCommit[];
}

const areas = ['parse', 'store', 'net', 'view'];
const filesPerArea = 12;
const messages = [
  "Property 'name' does not exist on type 'User'.",
  "Object is possibly 'undefined'.",
  'Unused variable.',
];
const minuteMs = 60_000;

/** Observations in the order of their times; none on a day off. */
export function makeDay({ folder, day, startMs, random, commits }: DayInput): Observation[] {
  const made: Observation[] = [];
  let at = startMs;
  let n = 0;
  const pick = <T>(from: readonly T[]) => from[Math.trunc(random() * from.length)]!;
  const add = <K extends Observation['kind']>(kind: K, path: string | undefined, text: string, data: object) => {
    at += Math.trunc(random() * 4 * minuteMs);
    n += 1;
    const paths = path === undefined ? [] : [`${folder}/${path}`];
    made.push({
      id: `d${day}:${n}`,
      at,
      kind,
      actor: 'developer',
      folder,
      paths,
      text,
      data,
    } as unknown as Observation);
  };
  const hunk = (path: string): Hunk => ({
    path: `${folder}/${path}`,
    startLine: 1 + Math.trunc(random() * 90),
    before: [`const value${day} = read(${n})`],
    after: [`const value${day} = await read(${n})`],
    lead: ['/** What is read is checked before it is used. */', 'export async function check(options: Options) {'],
    trail: ['  return options.isStrict ? demand(values) : values;', '}'],
  });
  const isDayOff = day % 7 >= 5;
  const stretches = isDayOff ? 0 : 1 + Math.trunc(random() * 3);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const area = pick(areas);
    const path = `src/${area}/part-${Math.trunc(random() * random() * filesPerArea)}.ts`;
    const partner = random() < 0.7 ? `src/${area}/index.ts` : `test/${area}.test.ts`;
    for (const file of [path, partner]) {
      add('open', file, '', {});
      add('edit', file, '', { hunks: [hunk(file)], cause: random() < 0.1 ? 'undo' : 'typed' });
      add('save', file, '', { manual: true });
    }
    if (random() < 0.5) addError(add, hunk, `d${day}:${stretch}`, path, pick(messages), random() < 0.8);
    add('command', undefined, 'npm test', { exitCode: 0, durationMs: 900, output: testOutput(area, random() < 0.2) });
    if (random() < 0.2) add('note', undefined, `The ${area} part wants care on day ${day}.`, {});
    if (random() < 0.2)
      add('feedback', undefined, '', { verdict: pick(['pinned', 'dismissed', 'accepted']), subject: `d${day}:1` });
    if (commits.length === 0) made.push(madeCommit(folder, day, stretch, at, area, [path, partner], random));
    at += 30 * minuteMs;
  }
  for (const [i, commit] of commits.entries()) {
    made.push({ ...observeReplay(commit, folder), at: at + (i + 1) * minuteMs });
  }
  return made;
}

function addError(
  add: (kind: 'diagnostic', path: string, text: string, data: object) => void,
  hunk: (path: string) => Hunk,
  instance: string,
  path: string,
  message: string,
  isFixed: boolean,
): void {
  const error = { instance, tool: 'ts', code: '2339', message, line: 3, lineText: 'const name = user.name' };
  add('diagnostic', path, message, { change: 'appeared', ...error });
  if (isFixed)
    add('diagnostic', path, message, { change: 'resolved', ...error, clearing: 'edit', hunks: [hunk(path)] });
}

function testOutput(area: string, isRed: boolean): string {
  const line = isRed ? ` FAIL  test/${area}.test.ts > works` : ` ✓ test/${area}.test.ts (1 test) 2ms`;
  const count = isRed ? '1 failed' : '1 passed';
  return `${line}\n Test Files  ${count} (1)\n      Tests  ${count} (1)`;
}

function madeCommit(
  folder: string,
  day: number,
  stretch: number,
  at: number,
  area: string,
  paths: readonly string[],
  random: Random,
): Observation {
  const type = random() < 0.4 ? 'fix' : 'feat';
  const files = paths.map((path) => ({ path, status: 'M' as const, add: 3, del: 1 }));
  const message = `${type}: work on the ${area} part, day ${day}`;
  const commit = { sha: `${day}c${stretch}`, t: Math.trunc(at / 1000), author: 'ada', message, files };
  return observeReplay(commit, folder);
}

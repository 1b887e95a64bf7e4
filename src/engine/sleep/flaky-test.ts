// Runs of tests in, gists out of which tests turn red or green though nothing was changed between two runs.
import type { EventKind } from '../model/event.ts';
import type { GistDraft } from '../model/gist.ts';
import { nameSeparator, readTestState, type TestRun } from '../model/test-run.ts';
import { testRunOf } from '../model/told-test-run.ts';
import { neutralValence } from '../model/valence.ts';
import { type GistIdea, makeGist, type Occasion } from './gist-maker.ts';
import type { PlaceInput } from './place-gist.ts';

const commandsReadMax = 600;
const filesMax = 20;
const turnsMin = 2;
const changing: readonly EventKind[] = ['edit', 'commit', 'revert', 'checkout'];
const changesReadMax = 3_000;

interface Rerun extends Occasion {
  readonly before: TestRun;
  readonly now: TestRun;
}

export function planFlakyTests(input: PlaceInput): GistDraft[] {
  const reruns = findReruns(input);
  const files = new Map<string, number>();
  for (const { before, now } of reruns) {
    for (const file of new Set([...before.failed, ...now.failed].map(fileOf))) {
      files.set(file, (files.get(file) ?? 0) + 1);
    }
  }
  return [...files]
    .filter(([, times]) => times >= turnsMin)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, filesMax)
    .flatMap(([file]) => {
      const idea = turns(file, reruns, input);
      return makeGist(idea, { isCut: false }, neutralValence, input.known.has(idea.key)) ?? [];
    });
}

/** Runs of a command after which nothing was changed until it ran again, each with the run after it; oldest first. */
function findReruns({ project, memory }: PlaceInput): Rerun[] {
  const changedAt = memory
    .latestOfKinds(project, changing, Number.MAX_SAFE_INTEGER, changesReadMax)
    .map(({ seq }) => seq);
  const lastRuns = new Map<string, { seq: number; run: TestRun }>();
  const reruns: Rerun[] = [];
  for (const event of memory.eventsOfKind(project, 'command', commandsReadMax).reverse()) {
    const { seq, id, at, text } = event;
    const now = testRunOf(event);
    if (now === undefined) continue;
    const last = lastRuns.get(text);
    lastRuns.set(text, { seq, run: now });
    if (last === undefined || changedAt.some((changed) => changed > last.seq && changed < seq)) continue;
    reruns.push({ seq, id, at, before: last.run, now });
  }
  return reruns;
}

function turns(file: string, reruns: readonly Rerun[], { memory, project }: PlaceInput): GistIdea<Rerun> {
  const tests = new Set(
    reruns.flatMap(({ before, now }) => [...before.failed, ...now.failed]).filter((name) => fileOf(name) === file),
  );
  const states = ({ before, now }: Rerun) =>
    [...tests].map((name) => [readTestState(before, name, true), readTestState(now, name, true)] as const);
  const isTold = (rerun: Rerun) => states(rerun).some(([was, is]) => was !== undefined && is !== undefined);
  return {
    key: `flaky ${file}`,
    form: 'flaky',
    level: 'situation',
    place: memory.node(project, 'file', file) === undefined ? '' : file,
    paths: [],
    claim: { baseRate: 0.02, rateMin: 0.08, supportMin: turnsMin, gainMin: 3 },
    occasions: reruns.filter(isTold),
    noun: 'runs',
    holds: (rerun) => states(rerun).some(([was, is]) => was !== undefined && is !== undefined && was !== is),
    phrase: (counts) => `Tests in \`${file}\` turn red or green without a change of the code: in ${counts}.`,
  };
}

/** The file or package that a test's name begins with. */
function fileOf(name: string): string {
  return name.split(nameSeparator, 1)[0]!;
}

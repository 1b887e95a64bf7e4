// The product's own priming as a method of the replay tasks: in, the commits of a stream; out, the places it primes.
import type { CommitTrace, PlaceChange } from '../../src/engine/model/place-statistics.ts';
import { type PrimeCue, primeFeatureNames } from '../../src/engine/recall/prime-feature.ts';
import { sleepOnRehearsals } from '../../src/engine/recall/prime-night.ts';
import { primePlaces } from '../../src/engine/recall/prime-places.ts';
import { emptyPlaceMemory, rehearseCommit } from '../../src/engine/recall/prime-rehearsal.ts';
import type { ReplayCommit, ReplayFile } from './replay-stream.ts';
import type { RankedPath, ReplayMethod, ReplayQuestion, ReplayTask } from './replay-task.ts';

const listedMax = 200;
/** So many commits are a day. */
const commitsADay = 50;

/** Features of places that can be left out: each with its comparison to the best. */
export function replayMechanisms(task: ReplayTask): string[] {
  const features = primeFeatureNames[cueKinds[task]].filter((name) => !name.includes(':'));
  return task === 'cochange' ? [...features, 'sleep', 'effects'] : features;
}

const cueKinds = { cochange: 'place', localize: 'intent' } as const;

/** @param ablate see {@link replayMechanisms} */
export function secondNatureMethod(task: ReplayTask, ablate: readonly string[]): ReplayMethod {
  const kind = cueKinds[task];
  const memory = emptyPlaceMemory(ablate);
  let commits = 0;
  return {
    name: 'second-nature',
    rank: (question): RankedPath[] => primePlaces(memory, cueOf(question), listedMax),
    learn(commit) {
      rehearseCommit(memory, traceOf(commit), [kind]);
      commits += 1;
      if (commits % commitsADay === 0 && !ablate.includes('sleep')) for (const _ of sleepOnRehearsals(memory));
    },
  };
}

function cueOf(question: ReplayQuestion): PrimeCue {
  const { at, author, file, message } = question;
  if (file === undefined) return { kind: 'intent', at, author, message: message! };
  return { kind: 'place', at, author, ...changeOf(file) };
}

function traceOf(commit: ReplayCommit): CommitTrace {
  const { author, message } = commit;
  return { at: commit.t * 1000, author, message, changes: commit.files.map(changeOf) };
}

function changeOf(file: ReplayFile): PlaceChange {
  const lines = (file.patch ?? '').split('\n');
  const signed = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  return { path: file.path, was: file.was, status: file.status, removed: signed('-'), added: signed('+') };
}

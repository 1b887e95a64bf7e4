// Whether curiosity is worth its looks: in, a stream; out, what git told of the places that were looked into, by whom they were
// chosen. Git holds the whole history, the memory only what is late in it. Every day ends with a night, after which some places
// are looked into; the days that follow show whether what was found foretells them, and whether it answers what is asked.
import { investigatePlace } from '../../src/engine/import/place-investigation.ts';
import type { Observation } from '../../src/engine/model/event.ts';
import { speaksOfRepair } from '../../src/engine/model/repair-subject.ts';
import { foldersOf } from '../../src/engine/sleep/commit-history.ts';
import { openWonders, subjectOfWonder } from '../../src/engine/sleep/curiosity.ts';
import { type Finding, foreseen, gainOf, readFinding, type Told, touching } from './curiosity-measure.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { deviation, mean, measureRanking, seededRandom } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';
import { replay } from './replay-task.ts';
import { secondNatureMethod } from './second-nature-method.ts';
import { takeIn } from './stream-memory.ts';
import { makeStreamRepository, type StreamRepository } from './stream-repository.ts';

/** The share of a history that is over when the days begin. */
const pastShare = 0.4;
const commitsADay = 20;
/** As `curiosity-work.ts` has it. */
const looksANight = 2;
/** The share of a history from which on `replay` asks. */
const askedFrom = 0.7;
/** So many later commits of a place are compared with what was found there. */
const nextMax = 10;
/** Of a commit of more files nothing is said. */
const filesMax = 20;
const hourMs = 3_600_000;
const evidenceLookedAt = 3;

/** Who says what is looked into after a night; `nobody` is the memory without curiosity. */
const choosers = ['curiosity', 'frequency', 'chance', 'nobody'] as const;
type Chooser = (typeof choosers)[number];

interface Look {
  /** Id of the event. */
  readonly event: string;
  readonly place: string;
  readonly finding: Finding;
  /** The number of the first commit that came later. */
  readonly at: number;
}

interface Life {
  readonly commits: readonly ReplayCommit[];
  readonly told: readonly Told[];
  readonly repository: StreamRepository;
  /** Number of the first commit that the memory knows, and of the first that it lives through. */
  readonly knownFrom: number;
  readonly begin: number;
}

/**
 * @param knownMax so many of the commits before the days begin, the latest, the memory knows
 *
 * Cost: half a minute of processor time for each who chooses, for 1,500 commits
 */
export async function runCuriosity(
  { name, commits }: ReplayStream,
  seed: number,
  ablate: readonly string[],
  knownMax = 300,
): Promise<TaskResult[]> {
  const begin = Math.trunc(pastShare * commits.length);
  const life: Life = {
    ...{ commits, begin, knownFrom: Math.max(0, begin - knownMax) },
    told: commits.map(({ message, files }) => ({
      paths: new Set(files.map(({ path }) => path)),
      isRepair: speaksOfRepair(message.split('\n', 1)[0]!),
    })),
    repository: makeStreamRepository(commits),
  };
  const results: TaskResult[] = ablate.length > 0 ? [] : foresee({ name, commits }, knownMax, seed);
  /** How many files and folders curiosity looked into after each night: the others look into as many. */
  const looksByNight: { files: number; folders: number }[] = [];
  try {
    for (const chooser of ablate.includes('curiosity') ? (['nobody'] as const) : choosers) {
      const lived = await liveThrough(life, chooser, looksByNight, seed);
      results.push({
        ...{ task: 'curiosity', method: chooser, stream: name, n: lived.looks.length, seed },
        ...(chooser === 'nobody' && { ablate: 'curiosity' }),
        metrics: measure(lived, life),
      });
    }
  } finally {
    life.repository.remove();
  }
  return results;
}

/** The most that looks could bring to foreseeing what changes along: all that is older is learned, or none of it. */
function foresee(stream: ReplayStream, knownMax: number, seed: number): TaskResult[] {
  const late = Math.max(0, Math.trunc(askedFrom * stream.commits.length) - knownMax);
  const ways = [
    { method: 'all that git holds', from: 0 },
    { method: 'what is known', from: late },
  ];
  return ways.map(({ method, from }) => {
    const ours = secondNatureMethod('cochange', []);
    let learned = 0;
    const learn = (commit: ReplayCommit) => {
      learned += 1;
      if (learned > from) ours.learn(commit);
    };
    const questions = replay('cochange', stream, [{ ...ours, learn }]).get(ours.name)!;
    const { mrr, mrrSpread, 'recall@10': recall } = measureRanking(questions, seed);
    const metrics = { mrr: mrr!, mrrSpread: mrrSpread!, 'recall@10': recall! };
    return { task: 'curiosity', method, stream: stream.name, category: 'foreseen', n: questions.length, seed, metrics };
  });
}

interface Lived {
  readonly looks: Look[];
  /** Of each question, whether it was answered. */
  readonly answered: boolean[];
}

async function liveThrough(
  life: Life,
  chooser: Chooser,
  looksByNight: { files: number; folders: number }[],
  seed: number,
): Promise<Lived> {
  const { commits, repository, knownFrom, begin } = life;
  const { root } = repository;
  const random = seededRandom(seed);
  const memory = openEvaluationEngine({
    startMs: commits[knownFrom]!.t * 1000,
    without: ['dreams'],
  });
  const lived: Lived = { looks: [], answered: [] };
  await takeIn(memory, root, commits.slice(knownFrom, begin));
  for (let start = begin, night = 0; start < commits.length; start += commitsADay, night += 1) {
    repository.advanceTo(start);
    memory.clock.nowMs = Math.max(memory.clock.nowMs, commits[start - 1]!.t * 1000 + hourMs);
    await memory.engine.sleepNow(root, () => undefined, new AbortController().signal);
    await memory.engine.settle();
    const wanted = await placesWanted(memory, root);
    const ways = { life, chooser, looks: lived.looks, at: start, random };
    const { files, folders } = looksByNight[night] ?? { files: 0, folders: 0 };
    const chosen =
      chooser === 'curiosity' ? wanted : [...choose(files, false, ways), ...choose(folders, true, ways)].map(subjectOf);
    if (chooser !== 'nobody') for (const place of chosen) await lookInto(memory, place, root);
    const fresh = await noteLooks(memory, lived, root, start);
    if (chooser === 'curiosity') looksByNight.push(countKinds(fresh));
    const day = commits.slice(start, start + commitsADay);
    lived.answered.push(...(await askAbout(day, lived.looks, memory, life)));
    await takeIn(memory, root, day);
  }
  await memory.close();
  return lived;
}

/** What has been found since was found after this night. */
async function noteLooks({ engine }: EvaluationEngine, { looks }: Lived, root: string, at: number): Promise<Look[]> {
  const found = await engine.latest(root, 'investigation', 1_000);
  const fresh = found.slice(0, found.length - looks.length).flatMap(({ id, text }): Look[] => {
    const finding = readFinding(text);
    const place = /^`([^`]+)`/.exec(text)?.[1];
    return finding === undefined || place === undefined ? [] : [{ event: id, place, finding, at }];
  });
  looks.push(...fresh);
  return fresh;
}

function countKinds(looks: readonly Look[]): { files: number; folders: number } {
  const folders = looks.filter(({ place }) => place.endsWith('/')).length;
  return { folders, files: looks.length - folders };
}

/** Places that the memory knows and that stand, at which nobody has looked of late: by how often they changed, or any. */
function choose(
  count: number,
  isFolder: boolean,
  ways: { life: Life; chooser: Chooser; looks: readonly Look[]; at: number; random: () => number },
): string[] {
  const { life, chooser, looks, at, random } = ways;
  const uses = new Map<string, number>();
  const gone = new Set<string>();
  for (const { files } of life.commits.slice(life.knownFrom, at)) {
    for (const { path, was, status } of files) {
      if (status === 'D') gone.add(path);
      else gone.delete(path);
      if (was !== undefined) gone.add(was);
    }
  }
  for (const { paths } of life.told.slice(life.knownFrom, at)) {
    const standing = [...paths].filter((path) => !gone.has(path));
    const places = new Set(isFolder ? standing.flatMap(foldersOf) : standing);
    for (const place of places) uses.set(place, (uses.get(place) ?? 0) + 1);
  }
  const lookedAt = (place: string) =>
    looks.some((look) => look.place === place && touching(place, life.told.slice(look.at, at)).length < nextMax);
  const weighed = [...uses].map(([place, times]) => [place, chooser === 'chance' ? random() : times] as const);
  return weighed
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([place]) => place)
    .filter((place) => !lookedAt(place))
    .slice(0, count);
}

interface Subject {
  readonly place: string;
  /** What it is looked into for, as the log names it. */
  readonly subject: string;
}

const subjectOf = (place: string): Subject => ({
  place,
  subject: subjectOfWonder({ key: `${place.endsWith('/') ? 'area' : 'file'}:${place}` }),
});

/** What curiosity looks into after a night. */
async function placesWanted({ engine }: EvaluationEngine, root: string): Promise<Subject[]> {
  const open = openWonders(await engine.curious(root));
  return open.slice(0, looksANight).map((wonder) => ({ place: wonder.place, subject: subjectOfWonder(wonder) }));
}

async function lookInto({ engine, clock }: EvaluationEngine, { place, subject }: Subject, root: string): Promise<void> {
  const hearing = { isForgotten: () => false, isMet: () => true };
  const found = await investigatePlace(root, place, hearing, new AbortController().signal);
  if (found === undefined) return;
  await engine.observe([
    {
      id: `investigation:${subject}:${clock.nowMs}`,
      ...{ at: clock.nowMs, kind: 'investigation', actor: 'tool:second-nature', folder: root },
      paths: place.endsWith('/') ? [] : [`${root}/${place}`],
      text: found.text,
      data: { command: found.command, subject, place },
    } satisfies Observation,
  ]);
}

/**
 * How often and by how many a file was worked on that the next commits change, and that is older than what the memory knows:
 * whether what was found there is among the first pieces of evidence.
 */
async function askAbout(
  day: readonly ReplayCommit[],
  looks: readonly Look[],
  { engine }: EvaluationEngine,
  life: Life,
): Promise<boolean[]> {
  const answered: boolean[] = [];
  const asked = new Set<string>();
  const placeByEvent = new Map(looks.map(({ event, place }) => [event, place]));
  for (const { files } of day) {
    const old = files.find(({ path, status }) => status === 'M' && isOlder(path, life) && !asked.has(path));
    if (old === undefined) continue;
    asked.add(old.path);
    const question = `Commits, people and repairs of \`${old.path}\`?`;
    const { evidence } = await engine.recall(life.repository.root, { question, limit: evidenceLookedAt, mode: 'auto' });
    answered.push(evidence.some(({ event }) => placeByEvent.get(event) === old.path));
  }
  return answered;
}

function isOlder(path: string, { told, knownFrom }: Life): boolean {
  return told.slice(0, knownFrom).some(({ paths }) => paths.has(path));
}

/**
 * - older: commits of the place that git told of and the memory did not know
 * - gain: bits, a look; see `gainOf`
 * - confirmed: of the looks that foretold what followed in another way than what was known, the share that did so better
 * - foreseen: of what changed along at places looked into, the share that commits which were known foresee, and how much
 *   more of it is foreseen with those that git told of
 * - answered: of the questions, the share that what was found answers
 */
function measure({ looks, answered }: Lived, { told, knownFrom }: Life): Record<string, number> {
  const questions = { looks: looks.length, asked: answered.length, answered: mean(answered.map(Number)) };
  if (looks.length === 0) return questions;
  const followed = looks.map(({ place, finding, at }) => {
    const next = touching(place, told.slice(at)).slice(0, nextMax);
    const known = touching(place, told.slice(knownFrom, at));
    const all = touching(place, told.slice(0, at));
    const small = (commits: readonly Told[]) => commits.filter(({ paths }) => paths.size <= filesMax);
    const seen = (before: readonly Told[]) => foreseen(place, small(before), small(next));
    const [without, withIt] = [seen(known), seen(all)];
    return {
      gain: gainOf(finding, known, next),
      older: finding.commits - known.length,
      isFollowed: next.length > 0,
      ...(without.length > 0 && { without: mean(without), withIt: mean(withIt) }),
    };
  });
  const gains = followed.map(({ gain }) => gain);
  const telling = followed.filter(({ isFollowed, gain }) => isFollowed && gain !== 0);
  const compared = followed.flatMap(({ without, withIt }) => (without === undefined ? [] : [withIt! - without]));
  return {
    ...questions,
    older: mean(followed.map(({ older }) => older)),
    gain: mean(gains),
    gainSpread: errorOf(gains),
    confirmed: mean(telling.map(({ gain }) => Number(gain > 0))),
    foreseen: mean(followed.flatMap(({ without }) => without ?? [])),
    foreseenMore: mean(compared),
    foreseenMoreSpread: errorOf(compared),
  };
}

/** Standard error of the mean. */
function errorOf(values: readonly number[]): number {
  return values.length < 2 ? 0 : deviation(values) / Math.sqrt(values.length - 1);
}

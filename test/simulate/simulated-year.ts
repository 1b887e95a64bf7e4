// Months of work lived by the product's own engine on a passed-in clock: in, a seed; out, what was found wrong, day by
// day. Each evening the memory sleeps, and what must always hold is checked.
import { isFaded, type Observation } from '../../src/engine/model/event.ts';
import { linkKinds } from '../../src/engine/model/node.ts';
import { isNightOpen } from '../../src/engine/sleep/sleep-schedule.ts';
import { type EvaluationEngine, openEvaluationEngine } from '../evaluate/evaluation-engine.ts';
import { seededRandom } from '../evaluate/ranking-measure.ts';
import type { ReplayCommit } from '../evaluate/replay-stream.ts';
import { makeDay } from './made-day.ts';

export interface YearInput {
  readonly seed: number;
  readonly days: number;
  /** A rebuild costs as much as all nights before it together, so it is not made every day. */
  readonly rebuildEveryDays: number;
  /** A real history whose commits are spread over the days. */
  readonly commits: readonly ReplayCommit[];
  /** What the memory may take up; bytes, 0 for no bound. */
  readonly budgetBytes: number;
  readonly onDay?: (report: string) => void;
}

export interface YearReport {
  readonly events: number;
  readonly nights: number;
  readonly beliefs: number;
  /** Whether what was believed was given up, at least once. */
  readonly givenUp: number;
  /** Events whose wording went. */
  readonly faded: number;
  /** What the memory took up at most after a night. */
  readonly largestBytes: number;
  /** Each names its day. Empty where all held. */
  readonly broken: readonly string[];
}

const folder = '/made/year';
const dayMs = 86_400_000;
const firstDayMs = Date.UTC(2024, 0, 1, 9);
const linksCheckedMax = 2_000;

export async function simulateYear({
  seed,
  days,
  rebuildEveryDays,
  commits,
  budgetBytes,
  onDay,
}: YearInput): Promise<YearReport> {
  const random = seededRandom(seed);
  const memory = openEvaluationEngine({ startMs: firstDayMs, without: [] });
  memory.engine.keepWithin(budgetBytes);
  const broken: string[] = [];
  const pinned = new Set<string>();
  let [nights, largestBytes] = [0, 0];
  for (let day = 0; day < days; day += 1) {
    const startMs = firstDayMs + day * dayMs;
    const share = (n: number) => Math.trunc((commits.length * n) / days);
    const work = makeDay({ folder, day, startMs, random, commits: commits.slice(share(day), share(day + 1)) });
    memory.clock.nowMs = (work.at(-1)?.at ?? startMs) + 3_600_000;
    if (work.length > 0) await memory.engine.observe(work);
    for (const subject of pinnedBy(work)) pinned.add(subject);
    const { steps } = await memory.engine.sleepNow(folder, () => undefined, new AbortController().signal);
    if (steps > 0) nights += 1;
    await memory.engine.settle();
    largestBytes = Math.max(largestBytes, memory.store.usedBytes());
    if (await isTooLargeUnsaid(memory, budgetBytes))
      broken.push(`day ${day}: the memory is too large, and nothing says so`);
    broken.push(...(await findBroken(memory, work, pinned)).map((what) => `day ${day}: ${what}`));
    if ((day + 1) % rebuildEveryDays === 0 && (await memory.rebuild()).changed) {
      broken.push(`day ${day}: a rebuild gives another state`);
    }
    onDay?.(`day ${day + 1}: ${memory.store.counts().events} events, ${broken.length} broken`);
  }
  const { beliefs } = await memory.engine.beliefs(folder, { limit: 2_000, withPast: true });
  const events = memory.store.counts().events;
  const faded = [...memory.store.log()].filter(isFaded);
  for (const { id, seq } of faded) {
    const episode = memory.store.episodeOfEvent(seq)?.id ?? '';
    if (pinned.has(id) || pinned.has(episode)) broken.push(`${id} was pinned and lost its wording`);
  }
  await memory.close();
  const givenUp = beliefs.filter(({ heldTo }) => heldTo !== undefined).length;
  return { events, nights, beliefs: beliefs.length - givenUp, givenUp, faded: faded.length, largestBytes, broken };
}

/** What is kept, recent or held by no gist may be too much; then a notice says so. */
async function isTooLargeUnsaid({ engine, store }: EvaluationEngine, budgetBytes: number): Promise<boolean> {
  if (budgetBytes === 0 || store.usedBytes() <= budgetBytes) return false;
  return !(await engine.state()).notices.some((notice) => notice.startsWith('The memory takes up'));
}

function pinnedBy(work: readonly Observation[]): string[] {
  return work.flatMap((o) => (o.kind === 'feedback' && o.data.verdict === 'pinned' ? [o.data.subject] : []));
}

async function findBroken(
  { engine, store }: EvaluationEngine,
  work: readonly Observation[],
  pinned: ReadonlySet<string>,
): Promise<string[]> {
  const broken = store.problems().map((problem) => `the database is damaged: ${problem}`);
  const project = store.projects()[0]!.id;
  if (isNightOpen(project, store)) broken.push('the night did not end');
  for (const id of pinned)
    if ((await engine.event(folder, id)) === undefined) broken.push(`${id} was pinned and is lost`);
  for (const { id } of work) if (!store.hasEvent(id)) broken.push(`${id} was acknowledged and is lost`);
  broken.push(...findUnbounded(project, store), ...findUnindexed(project, work, store));
  const asked = { question: 'What wants care in the store part?', limit: 5, mode: 'system1' } as const;
  const ask = async () => JSON.stringify((await engine.recall(folder, asked)).evidence);
  const [once, again] = [await ask(), await ask()];
  if (once !== again) broken.push('the same question was answered in two ways');
  return broken;
}

function findUnbounded(project: string, store: EvaluationEngine['store']): string[] {
  const isShare = (x: number) => x >= 0 && x <= 1;
  const isFeeling = (x: number) => x >= -1 && x <= 1;
  const gists = store
    .gists(project, 5_000)
    .filter((gist) => !isShare(gist.confidence) || gist.support < 1 || gist.contra < 0 || !Number.isFinite(gist.gain));
  const links = linkKinds
    .flatMap((kind) => store.strongestLinks(project, kind, linksCheckedMax))
    .filter(({ fast, slow }) => !(fast >= 0 && slow >= 0 && Number.isFinite(fast + slow)));
  const nodes = store
    .nodes(project, 'file', 5_000)
    .filter(
      ({ valence: { outcome, friction, risk, novelty, affinity, precision } }) =>
        [outcome, friction, risk, novelty, affinity].some((x) => !isFeeling(x)) || !(precision >= 0),
    );
  return [
    ...gists.map(({ key }) => `the gist ${key} is out of bounds`),
    ...links.map(({ from, to, kind }) => `the link ${from} ${kind} ${to} is out of bounds`),
    ...nodes.map(({ key }) => `the feeling of ${key} is out of bounds`),
  ];
}

/** What was noted today is found by its words. */
function findUnindexed(project: string, work: readonly Observation[], store: EvaluationEngine['store']): string[] {
  return work
    .filter(({ kind }) => kind === 'note')
    .filter(
      ({ id }) =>
        !store.searchText(project, ['wants', 'care'], 10_000).some(({ seq }) => store.eventAt(seq)?.id === id),
    )
    .map(({ id }) => `${id} was noted and is not found`);
}

// How well people know the files that they change: in, a history; out, how well the strength of their knowledge, as the
// product reckons it, tells who comes back to a file within a month, and whose change to a file has to be repaired soon,
// beside what recency and frequency tell alone. Everything is foretold from what came before.
import { knowledgeStrength } from '../../src/engine/model/knowledge.ts';
import { speaksOfRepair } from '../../src/engine/model/repair-subject.ts';
import type { TaskResult } from './evaluation-report.ts';
import { areaUnderCurve } from './ranking-measure.ts';
import type { ReplayCommit, ReplayStream } from './replay-stream.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Within so long somebody came back to a file. */
const returnMs = 30 * dayMs;
/** So soon a repair was due to the change before it. */
const repairMs = 14 * dayMs;
/** Who is seldom there is no learner that anything can be said of. */
const commitsMin = 20;
const filesMax = 20;
const rates = [0.2, 0.35, 0.5, 0.65, 0.8, 1];

/** One file as one person changed it, with what was known of the two before. */
interface Visit {
  readonly author: string;
  readonly at: number;
  /** Earlier times, oldest first; at least one. */
  readonly past: readonly number[];
  readonly returns: boolean;
  readonly isRepaired: boolean;
}

type Rating = (visit: Visit) => number;

/** Rates are fitted on the first half of the visits; all methods are measured on the second. */
export function runKnowledge({ name, commits }: ReplayStream, seed: number): TaskResult[] {
  const visits = listVisits(commits);
  const half = Math.floor(visits.length / 2);
  const [learned, asked] = [visits.slice(0, half), visits.slice(half)];
  const ownRates = fitRates(learned);
  const spaced = (rate?: number): Rating => {
    return ({ past, at }) => knowledgeStrength(exposuresOf(past), at - 1, rate);
  };
  const methods: Record<string, Rating> = {
    'second-nature': spaced(),
    'own rate of each': (visit) => spaced(ownRates.get(visit.author))(visit),
    'without spacing': ({ past, at }) => Math.log(past.reduce((sum, t) => sum + ((at - t) / dayMs + 1) ** -0.5, 0)),
    recency: ({ past, at }) => past.at(-1)! - at,
    frequency: ({ past }) => past.length,
  };
  return Object.entries(methods).map(([method, rate]) => ({
    ...{ task: 'knowledge', method, stream: name, n: asked.length, seed },
    metrics: {
      returnAuroc: curve(asked, rate, ({ returns }) => returns),
      // Who knows a file well should have to be repaired less.
      repairAuroc: curve(
        asked,
        (visit) => -rate(visit),
        ({ isRepaired }) => isRepaired,
      ),
      returns: share(asked, ({ returns }) => returns),
      repaired: share(asked, ({ isRepaired }) => isRepaired),
    },
  }));
}

function listVisits(commits: readonly ReplayCommit[]): Visit[] {
  const counts = new Map<string, number>();
  for (const { author } of commits) counts.set(author, (counts.get(author) ?? 0) + 1);
  const endMs = commits.at(-1)!.t * 1000 - returnMs;
  const touches = Map.groupBy(
    commits.flatMap(({ author, t, message, files }) =>
      files.length > filesMax ? [] : files.map(({ path }) => ({ author, at: t * 1000, message, path })),
    ),
    ({ path }) => path,
  );
  const visits = [...touches.values()].flatMap((file) =>
    file.flatMap(({ author, at }, i): Visit[] => {
      const past = file.slice(0, i).filter((other) => other.author === author && other.at < at);
      if (past.length === 0 || at > endMs || counts.get(author)! < commitsMin) return [];
      const later = file.slice(i + 1).filter((other) => other.at > at);
      const returns = later.some((other) => other.author === author && other.at - at <= returnMs);
      const next = later[0];
      const isRepaired =
        next !== undefined && next.at - at <= repairMs && speaksOfRepair(next.message.split('\n', 1)[0]!);
      return [{ author, at, past: past.map((other) => other.at), returns, isRepaired }];
    }),
  );
  return visits.sort((a, b) => a.at - b.at);
}

function exposuresOf(times: readonly number[]) {
  return times.map((at) => ({ at, weight: 1 }));
}

/** The rate of each person at which the strength best tells whether they come back. */
function fitRates(visits: readonly Visit[]): Map<string, number> {
  const own = Map.groupBy(visits, ({ author }) => author);
  return new Map(
    [...own].map(([author, theirs]) => {
      const scored = rates.map((rate) => ({
        rate,
        curve: curve(
          theirs,
          ({ past, at }) => knowledgeStrength(exposuresOf(past), at - 1, rate),
          ({ returns }) => returns,
        ),
      }));
      return [author, scored.reduce((best, each) => (each.curve > best.curve ? each : best)).rate];
    }),
  );
}

function curve(visits: readonly Visit[], rate: Rating, came: (visit: Visit) => boolean): number {
  return areaUnderCurve(visits.map((visit) => ({ probability: rate(visit), came: came(visit) })));
}

function share(visits: readonly Visit[], holds: (visit: Visit) => boolean): number {
  return visits.filter(holds).length / Math.max(1, visits.length);
}

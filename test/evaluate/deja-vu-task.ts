// Errors met again: in, a seed; out, whether the memory recognises an error that was fixed elsewhere under other names,
// says how, and keeps silent about errors that only look alike.
import type { DiagnosticAppeared, DiagnosticResolved, Observation } from '../../src/engine/model/event.ts';
import type { DejaVu, ErrorCue, LineEdit } from '../../src/engine/model/recollection.ts';
import type { DejaVuMechanism } from '../../src/engine/recall/deja-vu.ts';
import { classifyClearing } from '../../src/extension/sense/error-clearing.ts';
import { diffText, splitLines } from '../../src/extension/sense/line-hunk.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import { sharedFiles } from './made-module.ts';
import { shuffle } from './made-work.ts';
import { type PlantedError, plantErrors } from './planted-error.ts';
import { quantile, seededRandom } from './ranking-measure.ts';
import type { TypeCheck } from './type-check.ts';

/** What may be ablated. */
export const dejaVuMechanisms: readonly DejaVuMechanism[] = ['likeness', 'kinds', 'grounding', 'standing-syntax'];

const folder = '/made';
const roundsDefault = 5;
const startMs = Date.UTC(2024, 2, 12, 9);
const minuteMs = 60_000;
/** Errors are met half an hour apart, so that each is an episode of its own. */
const gapMs = 30 * minuteMs;
/** As many lines on each side of an error as the editor sends. */
const linesAround = 40;
const fixesShown = 3;

/** What the memory said of one planted error. */
interface Trial {
  readonly round: number;
  readonly category: string;
  readonly isDecoy: boolean;
  readonly fired: boolean;
  /** Of the error that was recognised, or of the first that was not. */
  readonly fingerprint: string;
  /** Rank, from 0, of the first fix of the same mistake; Infinity where there is none. */
  readonly rank: number;
  /** Of the first fix, where it was offered as an edit. */
  readonly transfer?: { readonly isExact: boolean; readonly leavesErrors: boolean };
  readonly tookMs: number;
}

/**
 * @param ablate mechanisms to do without
 * @param rounds each with modules, errors and a memory of its own
 */
export async function runDejaVu(
  seed: number,
  ablate: readonly string[],
  rounds = roundsDefault,
): Promise<TaskResult[]> {
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round++) trials.push(...(await runRound(seed + round, round, ablate)));
  const categories = [undefined, ...new Set(trials.map((trial) => trial.category))];
  return categories.map((category) => {
    const chosen = trials.filter((trial) => category === undefined || trial.category === category);
    return {
      task: 'dejavu',
      method: 'second-nature',
      stream: 'planted errors',
      n: chosen.length,
      seed,
      ...(category !== undefined && { category }),
      ...(ablate.length > 0 && { ablate: ablate.join(',') }),
      metrics: measureTrials(chosen),
    };
  });
}

async function runRound(seed: number, round: number, ablate: readonly string[]): Promise<Trial[]> {
  const chance = seededRandom(seed);
  const planted = plantErrors(chance);
  const memory = openEvaluationEngine({ startMs, without: ablate });
  const operatorByFix = new Map<string, string>();
  for (const [i, error] of shuffle(chance, planted.taught).entries()) {
    memory.clock.nowMs = startMs + i * gapMs;
    for (const id of await live(memory, error, `t${i}`)) operatorByFix.set(id, error.operator);
  }
  memory.clock.nowMs += gapMs;
  const trials: Trial[] = [];
  for (const error of planted.recurrences)
    trials.push(await meet(memory, error, round, false, operatorByFix, planted.check));
  for (const error of planted.decoys) trials.push(await meet(memory, error, round, true, operatorByFix, planted.check));
  await memory.close();
  return trials;
}

/** Opens the broken file, sees its errors, mends it, saves. @returns ids of the observations that cleared an error */
export async function live({ engine, clock }: EvaluationEngine, error: PlantedError, id: string): Promise<string[]> {
  const hunks = diffText(error.path, error.broken, error.correct);
  const head = { actor: 'developer' as const, folder, paths: [error.path] };
  const at = (minutes: number) => clock.nowMs + minutes * minuteMs;
  const lines = splitLines(error.broken);
  const reports = error.errors.map(({ code, message, line }, i) => {
    const seen = { instance: `${id}-${i}`, tool: 'ts', code, message, line, lineText: lines[line - 1] ?? '' };
    const cleared = classifyClearing({ line }, hunks, 'typed');
    return { seen, cleared };
  });
  const observations: Observation[] = [
    { ...head, id: `${id}-open`, at: at(0), kind: 'open', text: '', data: {} },
    ...reports.map(({ seen }, i) => appearance(seen, head, `${id}-${i}`, at(0))),
    { ...head, id: `${id}-edit`, at: at(2), kind: 'edit', text: '', data: { hunks, cause: 'typed' } },
    ...reports.map((report, i) => resolution(report, head, `${id}-${i}`, at(3))),
    { ...head, id: `${id}-save`, at: at(3), kind: 'save', text: '', data: { manual: true } },
  ];
  const { refused } = await engine.observe(observations);
  if (refused.length > 0) throw new Error(`The gate turned away ${refused[0]!.id}: ${refused[0]!.reason}.`);
  return reports.map((_, i) => `${id}-${i}-resolved`);
}

type Head = Pick<Observation, 'actor' | 'folder' | 'paths'>;

function appearance(seen: Omit<DiagnosticAppeared, 'change'>, head: Head, id: string, at: number): Observation {
  const data = { change: 'appeared' as const, ...seen };
  return { ...head, id: `${id}-appeared`, at, kind: 'diagnostic', text: seen.message, data };
}

function resolution(
  {
    seen,
    cleared,
  }: { seen: Omit<DiagnosticAppeared, 'change'>; cleared: Pick<DiagnosticResolved, 'clearing' | 'hunks'> },
  head: Head,
  id: string,
  at: number,
): Observation {
  const data = { change: 'resolved' as const, ...seen, ...cleared };
  return { ...head, id: `${id}-resolved`, at, kind: 'diagnostic', text: seen.message, data };
}

/** Asks about the first error of the file, and of a decoy about every one: none of them was met. */
export async function meet(
  { engine, clock }: EvaluationEngine,
  error: PlantedError & { readonly category: string },
  round: number,
  isDecoy: boolean,
  operatorByFix: ReadonlyMap<string, string>,
  check: TypeCheck,
): Promise<Trial> {
  const lines = splitLines(error.broken);
  const reports = error.errors.map(({ code, message, line }, i) => {
    const seen = {
      instance: `now-${error.path}-${i}`,
      tool: 'ts',
      code,
      message,
      line,
      lineText: lines[line - 1] ?? '',
    };
    return { seen, cleared: { clearing: 'removal' as const, hunks: [] } };
  });
  const head = { actor: 'developer' as const, folder, paths: [error.path] };
  await engine.observe(
    reports.map((report, i) => appearance(report.seen, head, `now-${error.path}-${i}`, clock.nowMs)),
  );
  const startedMs = performance.now();
  const answers: DejaVu[] = [];
  for (const { seen } of isDecoy ? reports : reports.slice(0, 1)) {
    answers.push(
      await engine.dejaVu(folder, {
        ...cueAt(error, seen),
        beside: reports.flatMap((other) => (other.seen === seen ? [] : [other.seen])),
      }),
    );
  }
  const tookMs = (performance.now() - startedMs) / answers.length;
  await engine.observe(reports.map((report, i) => resolution(report, head, `now-${error.path}-${i}`, clock.nowMs)));
  const answer = answers.find((each) => each.recognised);
  const fixes = answer?.recognised ? answer.fixes : [];
  const rank = fixes.findIndex((fix) => operatorByFix.get(fix.event) === error.operator);
  const transfer = fixes[0]?.transfer;
  return {
    round,
    category: error.category,
    isDecoy,
    fired: fixes.length > 0,
    fingerprint: (answer ?? answers[0]!).fingerprint,
    rank: rank < 0 ? Number.POSITIVE_INFINITY : rank,
    ...(transfer !== undefined && !isDecoy && { transfer: judgeTransfer(error, transfer, check) }),
    tookMs,
  };
}

function cueAt(error: PlantedError, shown: Omit<DiagnosticAppeared, 'change'>): Omit<ErrorCue, 'beside'> {
  const lines = splitLines(error.broken);
  const first = Math.max(1, shown.line - linesAround);
  return {
    ...shown,
    path: error.path,
    lines: lines.slice(first - 1, shown.line + linesAround),
    errorIndex: shown.line - first,
  };
}

function judgeTransfer(error: PlantedError, transfer: LineEdit, check: TypeCheck) {
  const text = applyEdit(error.broken, transfer);
  if (text === error.correct) return { isExact: true, leavesErrors: false };
  const errors = check(new Map([...sharedFiles, [error.path, text]])).get(error.path)!;
  return { isExact: false, leavesErrors: errors.length > 0 };
}

function applyEdit(text: string, { startLine, before, after }: LineEdit): string {
  return splitLines(text)
    .toSpliced(startLine - 1, before.length, ...after)
    .join('\n');
}

function measureTrials(trials: readonly Trial[]): Record<string, number> {
  const met = trials.filter((trial) => !trial.isDecoy);
  const decoys = trials.filter((trial) => trial.isDecoy);
  const offered = met.filter((trial) => trial.transfer !== undefined);
  const tookMs = trials.map((trial) => trial.tookMs).sort((a, b) => a - b);
  const hitAt = (k: number) => (trial: Trial) => trial.rank < k;
  return {
    ...(met.length > 0 && {
      'hit@1': share(met, hitAt(1)),
      'hit@1Spread': spreadOverRounds(met, hitAt(1)),
      'hit@3': share(met, hitAt(fixesShown)),
      transferOffered: offered.length / met.length,
    }),
    ...(offered.length > 0 && {
      transferExact: share(offered, (trial) => trial.transfer!.isExact),
      transferWrong: share(offered, (trial) => trial.transfer!.leavesErrors),
    }),
    ...(decoys.length > 0 && { falseFires: share(decoys, (trial) => trial.fired) }),
    p50Ms: quantile(tookMs, 0.5),
    p95Ms: quantile(tookMs, 0.95),
  };
}

function share(trials: readonly Trial[], holds: (trial: Trial) => boolean): number {
  return trials.filter(holds).length / trials.length;
}

/** Standard deviation of the share from round to round; each round has modules, errors and a memory of its own. */
function spreadOverRounds(trials: readonly Trial[], holds: (trial: Trial) => boolean): number {
  const shares = [...Map.groupBy(trials, (trial) => trial.round).values()].map((each) => share(each, holds));
  const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length;
  return Math.sqrt(shares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, shares.length - 1));
}

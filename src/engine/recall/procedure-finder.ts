// Stretches of work in, procedures out: commands that are run, and end well, before nearly every commit, and commands that
// follow the change of a file. What has ceased to be done, or was taken back too often, is none.
import type { GuidanceTier, Procedure, ProcedureTrigger } from '../model/guidance.ts';
import { readsAsInstruction } from '../model/trust.ts';
import type { WorkStretch } from './work-stretch.ts';

/** Older ones say how it was. */
const stretchesMax = 30;
const supportMin = 3;
const shareMin = 0.6;
/** A change brings a command when it is followed by it mostly, and by more than what happens anyway. */
const followShareMin = 0.7;
const liftMin = 2;
/** Of the last few occasions, as many must have held, else it was given up. */
const lately = 5;
const latelyMin = 2;
const provenMin = 8;
const provenShareMin = 0.9;
const evidenceMax = 5;
const followersMax = 5;
const filesMax = 200;

/** @param all in the order of the log */
export function findProcedures(all: readonly WorkStretch[]): Procedure[] {
  const stretches = all.slice(-stretchesMax);
  const commands = [...new Set(stretches.flatMap(({ runs }) => [...runs.keys()]))].filter(
    (line) => !readsAsInstruction(line),
  );
  const before = findBeforeCommit(stretches, commands);
  const others = commands.filter((line) => before?.steps.includes(line) !== true);
  return [...(before === undefined ? [] : [before]), ...findFollowers(stretches, others)];
}

function findBeforeCommit(stretches: readonly WorkStretch[], commands: readonly string[]): Procedure | undefined {
  const counted = commands
    .map((line) => ({ line, held: stretches.filter((stretch) => endsWell(stretch, [line])).length }))
    .filter(({ held }) => held >= supportMin && held / stretches.length >= shareMin)
    .sort((a, b) => b.held - a.held || (a.line < b.line ? -1 : 1));
  // The rarest step goes until those left are mostly done together.
  for (let n = counted.length; n > 0; n -= 1) {
    const lines = counted.slice(0, n).map(({ line }) => line);
    const procedure = weigh({ when: 'before-commit' }, inOrder(lines, stretches), stretches, shareMin);
    if (procedure !== undefined) return procedure;
  }
  return undefined;
}

/** Of each command the file that best tells when it is run. */
function findFollowers(stretches: readonly WorkStretch[], commands: readonly string[]): Procedure[] {
  const files = [...new Set(stretches.flatMap(({ changed }) => [...changed.keys()]))]
    .filter((path) => !readsAsInstruction(path))
    .slice(-filesMax);
  const best = commands.flatMap((line) => {
    const found = files.flatMap((path) => {
      const [withFile, without] = divide(stretches, ({ changed }) => changed.has(path));
      const trigger = { when: 'after-change', path } as const;
      const procedure = weigh(trigger, [line], withFile, followShareMin);
      if (procedure === undefined) return [];
      const elsewhere = without.filter((stretch) => endsWell(stretch, [line])).length / Math.max(1, without.length);
      return procedure.held / procedure.occasions >= liftMin * elsewhere ? [procedure] : [];
    });
    return found.sort(byWeight).slice(0, 1);
  });
  return best.sort(byWeight).slice(0, followersMax);
}

function byWeight(a: Procedure, b: Procedure): number {
  return b.held - a.held || a.occasions - b.occasions || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function nameOf({ trigger, steps }: Procedure): string {
  return `${trigger.when === 'after-change' ? trigger.path : ''}\0${steps.join('\0')}`;
}

/** @returns undefined where it held too seldom, or no longer */
function weigh(
  trigger: ProcedureTrigger,
  steps: readonly string[],
  occasions: readonly WorkStretch[],
  least: number,
): Procedure | undefined {
  const path = trigger.when === 'after-change' ? trigger.path : undefined;
  const held = occasions.filter((stretch) => endsWell(stretch, steps, path));
  const recent = new Set(occasions.slice(-lately));
  const isKept = held.filter((stretch) => recent.has(stretch)).length >= latelyMin;
  if (held.length < supportMin || held.length / occasions.length < least || !isKept) return undefined;
  return {
    trigger,
    steps,
    held: held.length,
    occasions: occasions.length,
    tier: tierOf(held, steps, held.length / occasions.length),
    evidence: held
      .slice(-evidenceMax)
      .reverse()
      .map(({ commit }) => commit.id),
    lastAt: held.at(-1)!.commit.at,
  };
}

/** Each step was run, its last run ended well (after the change of the file), and the commit was not taken back. */
function endsWell({ runs, changed, isTakenBack }: WorkStretch, steps: readonly string[], path?: string): boolean {
  const since = path === undefined ? 0 : (changed.get(path) ?? 0);
  return !isTakenBack && steps.every((line) => runs.get(line)?.data.exitCode === 0 && runs.get(line)!.seq > since);
}

function tierOf(held: readonly WorkStretch[], steps: readonly string[], share: number): GuidanceTier {
  const own = held.filter(({ runs }) => steps.every((line) => !runs.get(line)!.actor.startsWith('agent:'))).length;
  if (own >= provenMin && share >= provenShareMin) return 'proven';
  return own >= supportMin ? 'observed' : 'reported';
}

/** By where they stand among the others on the mean. */
function inOrder(lines: readonly string[], stretches: readonly WorkStretch[]): string[] {
  const place = (line: string) => {
    const places = stretches.flatMap(({ runs }) => {
      const among = [...runs.keys()].filter((each) => lines.includes(each));
      return among.includes(line) && among.length > 1 ? [among.indexOf(line) / (among.length - 1)] : [];
    });
    return places.reduce((sum, at) => sum + at, 0) / Math.max(1, places.length);
  };
  return [...lines].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

function divide<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

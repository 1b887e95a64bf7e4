// The commands that ask one thing and print the answer, in words or as JSON.
import {
  checkMethod,
  checkResult,
  rebuildMethod,
  rebuildResult,
  statusMethod,
  statusResult,
} from '../../protocol/lifecycle.ts';
import { orientMethod, orientResult, recallMethod, recallResult } from '../../protocol/recall.ts';
import { type CommandRun, demand, exitCodes } from './command-run.ts';
import { readEvidence } from './learn-command.ts';
import { describeAnswer, describeOrientation, describeStatus } from './plain-text.ts';
import { withProgress } from './upkeep-progress.ts';

const factsMax = 8;

export async function showStatus(run: CommandRun): Promise<number> {
  const status = await demand(run, statusMethod, { folder: run.folder }, statusResult);
  return show(run, status, () => describeStatus(status, Date.now(), run.ink));
}

export async function showRecall(run: CommandRun): Promise<number> {
  const answer = await demand(run, recallMethod, { folder: run.folder, question: run.question }, recallResult);
  return show(run, answer, () => describeAnswer(answer, run.ink));
}

export async function showOrientation(run: CommandRun): Promise<number> {
  const orientation = await demand(run, orientMethod, { folder: run.folder }, orientResult);
  const events = run.isJson ? new Map<string, never>() : await readEvidence(run, orientation, factsMax);
  return show(run, orientation, () => describeOrientation(orientation, factsMax, events, run.ink));
}

export async function showCheck(run: CommandRun): Promise<number> {
  const { problems } = await demand(run, checkMethod, {}, checkResult);
  show(run, { problems }, () => (problems.length === 0 ? ['The memory is sound.'] : problems));
  return problems.length === 0 ? exitCodes.done : exitCodes.failed;
}

export async function showRebuild(run: CommandRun): Promise<number> {
  const report = await withProgress(run, (token) => demand(run, rebuildMethod, { token }, rebuildResult));
  const change = report.changed ? 'Something had drifted and is right again.' : 'Nothing had drifted.';
  return show(run, report, () => [`Derived again from ${report.events} events in ${report.durationMs} ms. ${change}`]);
}

function show(run: CommandRun, answer: object, describe: () => string[]): number {
  run.print(...(run.isJson ? [JSON.stringify(answer, null, 2)] : describe()));
  return exitCodes.done;
}

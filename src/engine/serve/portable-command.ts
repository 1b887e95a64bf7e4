// `second-nature export FILE` and `second-nature import FILE`: the whole memory to a file, and such a file into it.
import path from 'node:path';
import { exportMethod, exportResult, mergeMethod, mergeResult } from '../../protocol/portable.ts';
import { type CommandRun, demand, exitCodes } from './command-run.ts';
import { withProgress } from './upkeep-progress.ts';

export async function exportTo(run: CommandRun, file: string): Promise<number> {
  const target = path.resolve(file);
  const report = await withProgress(run, (token) => demand(run, exportMethod, { file: target, token }, exportResult));
  const size = `${(report.bytes / 1e6).toFixed(1)} MB`;
  run.print(run.isJson ? JSON.stringify(report, null, 2) : `${report.events} events in ${target} (${size}).`);
  return exitCodes.done;
}

export async function mergeFrom(run: CommandRun, file: string): Promise<number> {
  const source = path.resolve(file);
  const report = await withProgress(run, (token) => demand(run, mergeMethod, { file: source, token }, mergeResult));
  if (run.isJson) run.print(JSON.stringify(report, null, 2));
  else {
    const { imported, alreadyKnown, redactions, refused } = report;
    run.print(`${imported} events are new, ${alreadyKnown} were known already.`);
    for (const [reason, n] of Object.entries(refused)) run.print(`${n} were turned away: ${reason}.`);
    if (redactions > 0) run.print(`${redactions} secrets were taken out.`);
  }
  return exitCodes.done;
}

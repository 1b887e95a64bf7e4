// The commands that learn: a folder comes in, its history goes to the memory, and what the memory makes of it comes out
// as sentences that anyone can check by hand.
import { randomUUID } from 'node:crypto';
import { eventMethod, eventResult, type WireEvent } from '../../protocol/explore.ts';
import {
  type ImportProgress,
  type ImportResult,
  importMethod,
  importProgressMethod,
  importProgressParams,
  importResult,
} from '../../protocol/lifecycle.ts';
import { orientMethod, orientResult, type WireOrientation } from '../../protocol/recall.ts';
import { type CommandRun, demand, exitCodes } from './command-run.ts';
import { describeImport, describeOrientation } from './plain-text.ts';

const factsMax = 3;

/** Imports the history with a line of progress, then prints an orientation and checkable facts. */
export async function learnFolder(run: CommandRun): Promise<number> {
  const report = await importHistory(run);
  const orientation = await demand(run, orientMethod, { folder: run.folder }, orientResult);
  const events = await readEvidence(run, orientation, factsMax);
  if (run.isJson) {
    const evidence = Object.fromEntries(events);
    run.print(JSON.stringify({ import: report, orientation, evidence }, null, 2));
  } else {
    run.print(describeImport(report), '', ...describeOrientation(orientation, factsMax, events, run.ink));
  }
  return exitCodes.done;
}

/** Imports the history and tells how much was new. */
export async function showImport(run: CommandRun): Promise<number> {
  const report = await importHistory(run);
  run.print(run.isJson ? JSON.stringify(report, null, 2) : describeImport(report));
  return exitCodes.done;
}

/** Problems of the import go to standard error, whatever form the answer has. */
async function importHistory(run: CommandRun): Promise<ImportResult> {
  const token = randomUUID();
  const tellProgress = progressTeller();
  run.engine.onNotification(importProgressMethod, importProgressParams, (progress) => {
    if (progress.token === token) tellProgress(progress);
  });
  const report = await demand(run, importMethod, { folder: run.folder, token }, importResult);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  for (const problem of report.problems) process.stderr.write(`${problem}\n`);
  return report;
}

/** One line that is overwritten on a terminal; elsewhere a line every quarter. */
function progressTeller(): (progress: ImportProgress) => void {
  let quarter = 0;
  return ({ done, total }) => {
    const line = `learning the history: ${done} of ${total} commits`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}\u001b[K`);
    else if (Math.floor((done / total) * 4) > quarter) process.stderr.write(`${line}\n`);
    quarter = Math.max(quarter, Math.floor((done / total) * 4));
  };
}

/** The latest events that each of the first facts rests on, by id. */
export async function readEvidence(
  run: CommandRun,
  orientation: WireOrientation,
  factsShown: number,
): Promise<Map<string, WireEvent>> {
  const ids = orientation.facts.slice(0, factsShown).flatMap((fact) => fact.evidence.slice(0, 3));
  const events = new Map<string, WireEvent>();
  for (const id of ids) {
    events.set(id, await demand(run, eventMethod, { folder: run.folder, id }, eventResult));
  }
  return events;
}

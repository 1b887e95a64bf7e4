// Learned edit rules on a history: in, a stream; out, how many rules are learned, and how often they were right about edits
// that were not yet known. The hunks of each commit come one after another as a developer's edits; before each, the rules
// held by then are asked about the lines that it changes, writes and leaves alone around it; every so often the memory
// sleeps, as after a stretch of work.
import nodePath from 'node:path';
import type { Hunk, Observation } from '../../src/engine/model/event.ts';
import { type EvaluationEngine, openEvaluationEngine } from './evaluation-engine.ts';
import type { TaskResult } from './evaluation-report.ts';
import type { ReplayCommit, ReplayFile, ReplayStream } from './replay-stream.ts';

/** Edits between two sleeps. */
const sleepEvery = 40;
const pauseMs = 60_000;
const contextMax = 3;
const linesMax = 40;
const listedMax = 5_000;

/** `offered`: changed lines for which edits were offered; `right`: those that became just that; `disturbed`: lines left alone for which some were. */
interface Tally {
  edits: number;
  changed: number;
  offered: number;
  right: number;
  left: number;
  disturbed: number;
}

export async function runRules(
  { name, commits }: ReplayStream,
  seed: number,
  ablate: readonly string[] = [],
): Promise<TaskResult> {
  const folder = `/made/${name}`;
  const memory = openEvaluationEngine({ startMs: commits[0]!.t * 1000, without: ablate });
  const tally: Tally = { edits: 0, changed: 0, offered: 0, right: 0, left: 0, disturbed: 0 };
  const everHeld = new Set<string>();
  const nights: number[] = [];
  for (const commit of commits) {
    memory.clock.nowMs = Math.max(memory.clock.nowMs + pauseMs, commit.t * 1000);
    for (const hunk of commit.files.flatMap((file) => editsOf(file, `${folder}/${file.path}`))) {
      await ask(memory, folder, hunk, tally);
      await memory.engine.observe([observeEdit(hunk, commit, folder, tally.edits, memory.clock.nowMs)]);
      memory.clock.nowMs += pauseMs;
      tally.edits += 1;
      if (tally.edits % sleepEvery !== 0) continue;
      nights.push(await sleepOnce(memory, folder));
      for (const key of await rulesOf(memory, folder)) everHeld.add(key);
    }
  }
  const held = (await rulesOf(memory, folder)).length;
  await memory.close();
  const { offered, right } = tally;
  nights.sort((a, b) => a - b);
  const metrics = { everHeld: everHeld.size, held, ...tally, precision: right / Math.max(1, offered) };
  return {
    ...{ task: 'rules', method: 'second-nature', stream: name, n: commits.length, seed },
    ...(ablate.length > 0 && { ablate: ablate.join(',') }),
    metrics: { ...metrics, nightMsP95: nights[Math.trunc(0.95 * nights.length)] ?? 0 },
    lines: [...everHeld],
  };
}

/** Milliseconds of CPU time. */
async function sleepOnce({ engine }: EvaluationEngine, folder: string): Promise<number> {
  const before = process.cpuUsage();
  await engine.sleepNow(folder, () => undefined, new AbortController().signal);
  return process.cpuUsage(before).user / 1000;
}

/** What the rules held now say. */
async function rulesOf({ engine }: EvaluationEngine, folder: string): Promise<string[]> {
  const { beliefs } = await engine.beliefs(folder, { limit: listedMax, withPast: false });
  return beliefs.filter(({ form }) => form === 'edit-rule').map(({ statement }) => statement.replace(/ \(.*$/, ''));
}

async function ask({ engine }: EvaluationEngine, folder: string, hunk: Hunk, tally: Tally): Promise<void> {
  const { path, before, after, lead = [], trail = [] } = hunk;
  const isPaired = before.length === after.length;
  const changed = isPaired ? before.map((line, i) => ({ line, became: after[i]! })) : [];
  const left = [...lead, ...trail, ...(isPaired ? [] : after)].map((line) => ({ line, became: line }));
  const asked = [...changed, ...left].filter(({ line }) => line.length <= 2_000);
  const matches = await engine.rules(
    folder,
    path,
    asked.map(({ line: text }, line) => ({ line: line + 1, text })),
  );
  for (const [i, { line, became }] of asked.entries()) {
    const rewrites = matches.filter((match) => match.line === i + 1).map(({ rewrite }) => rewrite);
    const ways = [rewrites, ...rewrites.map((rewrite) => [rewrite])];
    const offers = rewrites.length === 0 ? [] : ways.map((way) => bare(rewritten(line, way)));
    if (bare(became) === bare(line)) {
      tally.left += 1;
      tally.disturbed += offers.length > 0 ? 1 : 0;
    } else {
      tally.changed += 1;
      tally.offered += offers.length > 0 ? 1 : 0;
      tally.right += offers.includes(bare(became)) ? 1 : 0;
    }
  }
}

type Rewrites = readonly { readonly start: number; readonly end: number; readonly text: string }[];

function rewritten(line: string, rewrites: Rewrites): string {
  return rewrites.reduceRight((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), line);
}

function bare(line: string): string {
  return line.replace(/\s+/g, '');
}

function observeEdit(hunk: Hunk, { sha }: ReplayCommit, folder: string, n: number, at: number): Observation {
  const head = {
    id: `${sha}:${n}`,
    at,
    kind: 'edit',
    actor: 'developer',
    folder,
    paths: [hunk.path],
    text: '',
  } as const;
  return { ...head, data: { hunks: [hunk], cause: 'typed' } };
}

/** Each run of changed lines of a patch is an edit of its own, with the lines that stand around it. */
function editsOf({ patch, path: name }: ReplayFile, path: string): Hunk[] {
  if (nodePath.extname(name) === '') return [];
  return (patch ?? '')
    .split(/^(?=@@ )/m)
    .filter((part) => part.startsWith('@@ '))
    .flatMap((part) => runsOf(part.split('\n').slice(1), path, Number(/^@@ -(\d+)/.exec(part)?.[1] ?? 1)));
}

function runsOf(lines: readonly string[], path: string, firstLine: number): Hunk[] {
  const hunks: Hunk[] = [];
  let startLine = firstLine;
  for (let i = 0; i < lines.length; ) {
    const isChange = (line = '') => line.startsWith('-') || line.startsWith('+');
    if (!isChange(lines[i])) {
      i += 1;
      startLine += 1;
      continue;
    }
    let end = i;
    while (end < lines.length && isChange(lines[end])) end += 1;
    const signed = (sign: string) =>
      lines.slice(i, end).flatMap((line) => (line.startsWith(sign) ? [line.slice(1)] : []));
    const around = (from: number, to: number) =>
      lines.slice(Math.max(0, from), to).flatMap((line) => (line.startsWith(' ') ? [line.slice(1)] : []));
    const [before, after] = [signed('-'), signed('+')];
    const context = { lead: around(i - contextMax, i), trail: around(end, end + contextMax) };
    hunks.push({
      path,
      startLine: Math.max(1, startLine),
      before: before.slice(0, linesMax),
      after: after.slice(0, linesMax),
      ...context,
    });
    startLine += before.length;
    i = end;
  }
  return hunks;
}

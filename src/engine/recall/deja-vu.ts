// An error as it stands now in; whether it was met and fixed before, how, and whether the same edit fits here, out.
// It would rather say nothing than guess: only errors that were cleared by changing the code teach how.
import { posix } from 'node:path';
import { type ErrorCase, teachesFix } from '../model/error-case.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { DejaVu, ErrorCue, PastFix } from '../model/recollection.ts';
import { isSyntaxError } from '../model/syntax-error.ts';
import { nameFixKind } from './fix-kind.ts';
import { describeFix } from './fix-phrase.ts';
import { transferFix } from './fix-transfer.ts';
import { measureLikeness } from './line-likeness.ts';
import { isGrounded } from './transfer-grounding.ts';

const casesMax = 64;
const fixesMax = 3;
/** Below this, lines and messages of one error have no more in common than any two. */
const likenessMin = 0.45;

/** Mechanisms that a benchmark may switch off. */
export type DejaVuMechanism = 'likeness' | 'kinds' | 'grounding' | 'standing-syntax';

interface Candidate {
  readonly fix: PastFix;
  readonly kind: string;
  /** How alike the line at fault is, in [0, 1]. */
  readonly likeness: number;
  /** 2 for the same file, 1 for the same folder, 0 for elsewhere. */
  readonly nearness: number;
  readonly score: number;
}

export interface ErrorQuestion {
  readonly cue: ErrorCue;
  readonly fingerprint: string;
  readonly project: string;
  readonly memory: MemoryReader;
  readonly without?: ReadonlySet<string> | undefined;
}

/** Cost: at most 64 past cases, each laid over some 80 lines; a few milliseconds. */
export function recogniseError(question: ErrorQuestion): DejaVu {
  const { cue, fingerprint, project, memory, without } = question;
  // While a file does not parse, what else is said of it follows from that.
  const standing = without?.has('standing-syntax') ? [] : cue.beside;
  if ([cue, ...standing].some(isSyntaxError)) return { recognised: false, fingerprint, reason: 'syntax' };
  const met = memory.cases(project, fingerprint, casesMax).filter((past) => past.instance !== cue.instance);
  if (met.length === 0) return { recognised: false, fingerprint, reason: 'never-met' };
  const taught = met.filter(teachesFix);
  if (taught.length === 0) return { recognised: false, fingerprint, reason: 'never-cleared' };
  const candidates = taught
    .map((past) => toCandidate(past, taught, question))
    .filter((candidate) => without?.has('likeness') || bears(candidate))
    .sort(byUsefulness);
  if (candidates.length === 0) return { recognised: false, fingerprint, reason: 'never-met' };
  const fixes = oneOfEachKind(candidates, question).slice(0, fixesMax);
  const seen = candidates.length;
  return { recognised: true, fingerprint, seen, fixes, probability: estimate(candidates, met.length) };
}

/** The same words said of code of quite another shape have another cause. */
function bears({ fix, likeness, nearness }: Candidate): boolean {
  return fix.transfer !== undefined || nearness === 2 || likeness >= likenessMin;
}

function toCandidate(past: ErrorCase, taught: readonly ErrorCase[], question: ErrorQuestion): Candidate {
  const { cue, memory, without } = question;
  const { seq, at, hunks } = past.cleared!;
  const clearing = memory.eventAt(seq);
  if (clearing === undefined) throw new Error(`The event ${seq} that cleared ${past.instance} is not in the log.`);
  const episode = memory.episodeOfEvent(seq)?.id ?? past.episode;
  const fitted = transferFix(past, cue);
  const others = taught.filter((other) => other !== past);
  const isOffered = fitted !== undefined && (without?.has('grounding') || isGrounded(fitted, cue, others));
  const fix = { event: clearing.id, episode, at, path: past.path, hunks, phrase: describeFix(hunks) };
  const now = { message: cue.message, lineText: cue.lines[cue.errorIndex] ?? '' };
  const likeness = without?.has('likeness') ? 0 : measureLikeness(past, now);
  const nearness = measureNearness(past.path, cue.path);
  return {
    fix: isOffered ? { ...fix, transfer: fitted } : fix,
    kind: nameFixKind(hunks),
    likeness,
    nearness,
    score: likeness + (fitted === undefined ? 0 : fitWeight) + nearnessWeight * nearness,
  };
}

/** Of a likeness of 1: that an edit fits says a quarter of it, a step nearer a twentieth. */
const fitWeight = 0.25;
const nearnessWeight = 0.05;

function measureNearness(path: string, here: string): number {
  if (path === here) return 2;
  return posix.dirname(path) === posix.dirname(here) ? 1 : 0;
}

/** The latest first among equals. */
function byUsefulness(a: Candidate, b: Candidate): number {
  return b.score - a.score || b.fix.at - a.fix.at;
}

function oneOfEachKind(candidates: readonly Candidate[], { without }: ErrorQuestion): PastFix[] {
  const byKind = new Map<string, PastFix>();
  for (const { fix, kind } of candidates) {
    const key = without?.has('kinds') ? fix.phrase : kind;
    if (!byKind.has(key)) byKind.set(key, fix);
  }
  return [...byKind.values()];
}

/**
 * That the first fix is the one that is wanted: a logistic of four features, their weights set by hand until there
 * are outcomes to fit them to. A fix that fits this place: +1.5. Each doubling of the cases: +0.5. The same file or
 * folder: +0.3 a step. The share of cases that went away without a fix: −2 at most.
 */
function estimate(candidates: readonly Candidate[], met: number): number {
  const first = candidates[0]!;
  const fits = first.fix.transfer === undefined ? 0 : 1.5;
  const logOdds =
    fits + 0.5 * Math.log2(candidates.length) + 0.3 * first.nearness - 2 * (1 - candidates.length / met) + 0.2;
  return 1 / (1 + Math.exp(-logOdds));
}

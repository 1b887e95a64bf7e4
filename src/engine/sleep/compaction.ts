// Events whose wording could be let go in, those whose wording goes out: as many as it takes to come within the budget of
// space, those first that are least likely to be needed word for word. Detail fades before meaning (fuzzy-trace theory).
import { baseLevel, verbatimDecay } from '../model/base-level.ts';

/** Log-odds; what was met once falls below it after five weeks, what was met ten times after ten years or so. */
const levelMax = -4.7;

export interface CompactionCandidate {
  /** Place in the log. */
  readonly seq: number;
  /** That it happened, and that it was recalled or opened since. */
  readonly uses: number;
  /** Unix times in ms of the first and the last of them. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What the log would be smaller by. */
  readonly bytes: number;
  /** A gist says what its episode meant, or names one of its files. */
  readonly isHeldByGist: boolean;
  /** Pinned, or what a belief rests on alone: it stays, however little space there is. */
  readonly isKept: boolean;
}

/**
 * @param bytesOver by which the memory is too large
 * @param nowMs Unix time in ms
 * @returns places in the log, ascending
 * @source base-level learning, Anderson et al. 2004
 */
export function planCompaction(candidates: readonly CompactionCandidate[], bytesOver: number, nowMs: number): number[] {
  const faded = candidates
    .filter(({ isKept, isHeldByGist }) => isHeldByGist && !isKept)
    .map((candidate) => ({ ...candidate, level: baseLevel(candidate, nowMs, verbatimDecay) }))
    .filter(({ level }) => level < levelMax)
    .sort((a, b) => a.level - b.level || a.seq - b.seq);
  const going: number[] = [];
  let left = bytesOver;
  for (const { seq, bytes } of faded) {
    if (left <= 0) break;
    going.push(seq);
    left -= bytes;
  }
  return going.sort((a, b) => a - b);
}

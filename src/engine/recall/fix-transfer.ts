// How an error was fixed then and where it stands now in; the same edit fitted to this place out, or nothing. An edit
// that fits nowhere, or in two places, is not offered: a wrong fix costs more than none.
import type { ErrorCase } from '../model/error-case.ts';
import type { Hunk } from '../model/event.ts';
import type { ErrorCue, LineEdit } from '../model/recollection.ts';
import { transferInsertion } from './insertion-transfer.ts';
import { bindErrors } from './name-binding.ts';
import { transferReplacement } from './replacement-transfer.ts';
import { transferRespelling } from './respelling-transfer.ts';

const hunksMax = 4;
const linesMax = 3;

/**
 * Fits a past fix to an error of now. Nearest hunks are tried first, and only those of the file the error stood in.
 *
 * @param cue its lines are searched for the place of the edit: some ten above the error and a few below
 * @returns undefined where it does not fit in exactly one way, or would change nothing
 */
export function transferFix(past: ErrorCase, cue: ErrorCue): LineEdit | undefined {
  const lineText = cue.lines[cue.errorIndex] ?? '';
  const errorBinding = bindErrors(past, { message: cue.message, lineText });
  const hunks = (past.cleared?.hunks ?? []).filter((hunk) => hunk.path === past.path).slice(0, hunksMax);
  for (const hunk of hunks) {
    if (hunk.before.length > linesMax || hunk.after.length > linesMax || holdsRedaction(hunk)) continue;
    const context = { hunk, past, cue, errorBinding };
    const edit =
      transferRespelling(context) ??
      (hunk.before.length === 0 ? transferInsertion(context) : transferReplacement(context));
    if (edit !== undefined && edit.before.join('\n') !== edit.after.join('\n')) return edit;
  }
  return undefined;
}

/** What was taken out of the log cannot be put into the code. */
function holdsRedaction({ before, after }: Hunk): boolean {
  return [...before, ...after].some((line) => line.includes('[redacted:'));
}

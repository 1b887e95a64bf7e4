// Errors that were cleared in, gists out of how an error is usually fixed, in a folder or in the whole project.
import type { ErrorCase } from '../model/error-case.ts';
import { teachesFix } from '../model/error-case.ts';
import type { GistDraft } from '../model/gist.ts';
import { neutralValence } from '../model/valence.ts';
import { folderAround } from './commit-history.ts';
import { type FixMove, nameFixMove } from './fix-move.ts';
import { type GistIdea, makeGist, type Occasion } from './gist-maker.ts';
import type { PlaceInput } from './place-gist.ts';

const errorsReadMax = 300;
const casesReadMax = 50;
const fixesMin = 3;

interface PastFix extends Occasion {
  /** Such as `TS2532`. */
  readonly error: string;
  readonly folder: string;
  readonly move: FixMove | undefined;
}

export function planFixHabits(input: PlaceInput): GistDraft[] {
  const fixes = readFixes(input);
  return [...Map.groupBy(fixes, ({ error }) => error)].flatMap(([error, own]) => {
    const others = fixes.filter((fix) => fix.error !== error);
    const inFolders = [...Map.groupBy(own, ({ folder }) => folder)].filter(([, { length }]) => length < own.length);
    const places: readonly (readonly [string, readonly PastFix[]])[] = [['', own], ...inFolders];
    return places.flatMap(([folder, there]) => {
      const idea = usuallyFixed(error, folder, there, others);
      return idea === undefined
        ? []
        : (makeGist(idea, { isCut: false }, neutralValence, input.known.has(idea.key)) ?? []);
    });
  });
}

/** Oldest first. */
function readFixes({ project, memory }: PlaceInput): PastFix[] {
  const cases = memory
    .nodes(project, 'error', errorsReadMax)
    .flatMap(({ key }) => memory.cases(project, key, casesReadMax))
    .filter(teachesFix);
  const fixes = cases.flatMap((errorCase) => {
    const event = memory.eventAt(errorCase.cleared!.seq);
    return event === undefined ? [] : [toFix(errorCase, event.id)];
  });
  return fixes.sort((a, b) => a.seq - b.seq);
}

function toFix({ tool, code, path, cleared }: ErrorCase, id: string): PastFix {
  const error = tool === 'ts' && /^\d+$/.test(code) ? `TS${code}` : code === '' ? tool : code;
  const { seq, at, hunks } = cleared!;
  return { seq, id, at, error, folder: folderAround(path), move: nameFixMove(hunks[0]!) };
}

/** The move that fixed it most often there, against how often other errors are fixed so. */
function usuallyFixed(
  error: string,
  folder: string,
  fixes: readonly PastFix[],
  others: readonly PastFix[],
): GistIdea<PastFix> | undefined {
  const counts = new Map<FixMove, number>();
  for (const { move } of fixes) if (move !== undefined) counts.set(move, (counts.get(move) ?? 0) + 1);
  const [move, times] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [undefined, 0];
  if (move === undefined || times < fixesMin) return undefined;
  const elsewhere = others.filter((fix) => fix.move === move).length;
  const where = folder === '' ? '' : ` in \`${folder}\``;
  return {
    key: `fix-habit ${error} ${folder}`.trimEnd(),
    form: 'fix-habit',
    level: 'situation',
    place: folder,
    paths: [],
    claim: {
      baseRate: Math.min(0.5, (elsewhere + 1) / (others.length + 4)),
      rateMin: 0.5,
      supportMin: fixesMin,
      gainMin: 1.5,
    },
    occasions: fixes,
    noun: 'times',
    holds: (fix) => fix.move === move,
    phrase: (count) => `\`${error}\`${where} is usually fixed by ${move} (${count}).`,
  };
}

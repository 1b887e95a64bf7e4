// An observation comes in whose hunks lead to the text that a file has now; it goes out with the definition that each of
// them stands in.
import type { WireHunk, WireObservation } from '../../protocol/observe.ts';
import type { SymbolNamer } from './symbol-namer.ts';

/** Undefined where there is nothing to name, so that nobody has to wait. */
export function nameResolution(
  observation: WireObservation,
  textOf: (path: string) => string | undefined,
  namer: SymbolNamer,
): Promise<WireObservation> | undefined {
  if (observation.kind !== 'diagnostic' || observation.data.change !== 'resolved') return undefined;
  const { data } = observation;
  const path = observation.paths[0] ?? '';
  const text = textOf(path);
  if (text === undefined || data.hunks.length === 0 || data.hunks.some((hunk) => hunk.path !== path)) return undefined;
  // They stand nearest to the error first; where each ended up is counted from the top.
  const fromTop = [...data.hunks].sort((a, b) => a.startLine - b.startLine);
  return namer.name(path, text, fromTop).then((named) => {
    const nameOf = new Map<WireHunk, WireHunk>(fromTop.map((hunk, index) => [hunk, named[index]!]));
    return { ...observation, data: { ...data, hunks: data.hunks.map((hunk) => nameOf.get(hunk)!) } };
  });
}

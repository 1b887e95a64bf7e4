// A moment of work in, what it brings to mind out: the places that a change of the file at hand, or a text about what is to
// be done, makes likely. Nothing is encoded or waited for here.

import type { MemoryReader } from '../model/ports.ts';
import type { PrimeContext, PrimedItem, Priming } from '../model/priming.ts';
import type { PrimeCue } from './prime-feature.ts';
import { type PlaceMemory, type PrimedPlace, primePlaces } from './prime-places.ts';

export interface PrimeRequest {
  readonly project: string;
  readonly context: PrimeContext;
  /** Unix time in ms. */
  readonly atMs: number;
  readonly limit: number;
  readonly memory: MemoryReader;
  readonly places: { readonly memory: PlaceMemory; readonly isWhole: boolean };
}

/** Above this the first is more likely than not what is needed. */
const sureMin = 0.5;
/** Of each cue; those that are left out for being excluded come on top. */
const placesMax = 50;

export function primeMoment(request: PrimeRequest): Priming {
  const { context, limit, places } = request;
  const primed = cuesOf(request).map(({ cue, said }) => ({
    said,
    places: primePlaces(places.memory, cue, placesMax + context.exclude.length),
  }));
  const excluded = new Set(context.path === undefined ? context.exclude : [...context.exclude, context.path]);
  const items = fusePlaces(primed)
    .filter((item) => !excluded.has(item.key))
    .slice(0, limit)
    .map((item) => withValence(item, request));
  return { items, isSure: (items[0]?.probability ?? 0) >= sureMin, isWhole: places.isWhole };
}

/** What is at hand as cues; without any, the work of late is one by itself. */
function cuesOf({ context, atMs, places }: PrimeRequest): { cue: PrimeCue; said: string }[] {
  const { path, removed, added, text, error } = context;
  // Nobody says who is at work; whoever committed last most likely is.
  const seen = { at: atMs, author: places.memory.statistics.commits.at(-1)?.author ?? '' };
  const words = [text, error?.message].filter((part) => part !== undefined && part.trim() !== '').join('\n');
  const cues: { cue: PrimeCue; said: string }[] = [];
  if (path !== undefined) cues.push({ cue: { kind: 'place', ...seen, path, removed, added }, said: path });
  if (words !== '' || path === undefined) cues.push({ cue: { kind: 'intent', ...seen, message: words }, said: words });
  return cues;
}

const saidCharsMax = 80;

/**
 * Cues that agree on a place make it likelier than either does alone, the more so the weaker they are: the chance that
 * not all of them are wrong.
 *
 * @source inverse effectiveness, Meredith and Stein 1986; as a noisy-or, Pearl 1988
 */
function fusePlaces(primed: readonly { said: string; places: readonly PrimedPlace[] }[]): PrimedItem[] {
  const items = new Map<string, PrimedItem>();
  for (const { said, places } of primed) {
    const cue = said.split('\n', 1)[0]!.slice(0, saidCharsMax);
    for (const { path, probability, reasons } of places) {
      const known = items.get(path);
      items.set(path, {
        kind: 'file',
        key: path,
        label: path,
        probability: 1 - (1 - (known?.probability ?? 0)) * (1 - probability),
        reasons: [...(known?.reasons ?? []), ...reasons.map(({ phrase, weight }) => ({ phrase, cue, weight }))].sort(
          (a, b) => b.weight - a.weight,
        ),
      });
    }
  }
  return [...items.values()].sort((a, b) => b.probability - a.probability || (a.key < b.key ? -1 : 1));
}

function withValence(item: PrimedItem, { project, memory }: PrimeRequest): PrimedItem {
  const valence = memory.node(project, 'file', item.key)?.valence;
  return valence === undefined || valence.precision === 0 ? item : { ...item, valence };
}

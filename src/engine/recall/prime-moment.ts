// A moment of work in, what it brings to mind out: the places that a change of the file at hand, or a text about what is to
// be done, makes likely; the commands, episodes and gists that hang together with it; a warning where it has hurt.
// Nothing is encoded or waited for here.

import { frequencyOf } from '../model/place-statistics.ts';
import type { MemoryReader } from '../model/ports.ts';
import type { PrimeContext, PrimedItem, Priming } from '../model/priming.ts';
import { feelPlace } from './feeling.ts';
import { labelPrimed } from './node-label.ts';
import { associate } from './prime-association.ts';
import type { PrimeCue } from './prime-feature.ts';
import { type PlaceMemory, type PrimedPlace, primePlaces } from './prime-places.ts';
import { isHabit } from './prime-reason.ts';
import { adjustChance, chanceOfKind, type PrimeStanding } from './prime-standing.ts';
import { heedWords } from './prime-word.ts';

export interface PrimeRequest {
  readonly project: string;
  readonly context: PrimeContext;
  /** Of the error at hand. */
  readonly fingerprint?: string;
  /** Unix time in ms. */
  readonly atMs: number;
  readonly limit: number;
  readonly memory: MemoryReader;
  readonly places: { readonly memory: PlaceMemory; readonly isWhole: boolean };
  readonly standing: PrimeStanding;
  /** See `associationMechanisms`. */
  readonly without: ReadonlySet<string>;
}

/** Above this the first is more likely than not what is needed. */
const sureMin = 0.5;
/** Of each cue; those that are left out for being excluded come on top. */
const placesMax = 50;
/** Less likely ones are not worth a look. */
const probabilityMin = 0.02;

export function primeMoment(request: PrimeRequest): Priming {
  const { limit, places, standing, project, memory } = request;
  const found = [
    ...warn(request),
    ...primeFiles(request),
    ...associate({ ...request, words: () => rareWords(request) }),
  ];
  const items = heedWords(found, project, memory)
    .map((item) => ({ ...item, probability: adjustChance(standing, item.kind, item.key, item.probability) }))
    .filter((item) => item.probability >= probabilityMin)
    .sort((a, b) => b.probability - a.probability)
    .slice(0, limit)
    .map((item) => ({ ...item, label: labelPrimed(item, project, memory) }));
  return { items, isSure: items.some((item) => item.probability >= sureMin), isWhole: places.isWhole };
}

function primeFiles(request: PrimeRequest): PrimedItem[] {
  const { context, limit, places } = request;
  const primed = cuesOf(request).map(({ cue, said }) => ({
    said,
    places: primePlaces(places.memory, cue, placesMax + context.exclude.length),
  }));
  const excluded = new Set(context.path === undefined ? context.exclude : [...context.exclude, context.path]);
  return fusePlaces(primed)
    .filter((place) => !excluded.has(place.path))
    .slice(0, limit)
    .map((place) => toItem(place, request));
}

const wordPattern = /[\p{L}\p{N}_]{3,}/gu;
const wordsMax = 3;
/** Of these the rarest are taken. */
const wordsWeighedMax = 6;
/** A word of more commits, or of more traces, costs too much to look up, and says little. */
const frequencyMax = 200;

/** Words of what is said that few commits say or write: those that none does may be known from elsewhere. */
function rareWords({ context: { text, error }, places, project, memory, without }: PrimeRequest): string[] {
  if (without.has('words')) return [];
  const said = [text, error?.message].flatMap((part) => part?.match(wordPattern) ?? []);
  return [...new Set(said)]
    .map((word) => ({ word, frequency: frequencyOf(places.memory.statistics, word) }))
    .filter(({ frequency }) => frequency <= frequencyMax)
    .sort((a, b) => a.frequency - b.frequency)
    .slice(0, wordsWeighedMax)
    .map(({ word }) => ({ word, frequency: memory.documentFrequency(project, word) }))
    .filter(({ frequency }) => frequency > 0 && frequency <= frequencyMax)
    .sort((a, b) => a.frequency - b.frequency)
    .slice(0, wordsMax)
    .map(({ word }) => word);
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

interface FusedPlace {
  readonly path: string;
  readonly probability: number;
  readonly ways: readonly { readonly said: string; readonly place: PrimedPlace }[];
}

/**
 * Cues that agree on a place make it likelier than either does alone, the more so the weaker they are: the chance that
 * not all of them are wrong.
 *
 * @source inverse effectiveness, Meredith and Stein 1986; as a noisy-or, Pearl 1988
 */
function fusePlaces(primed: readonly { said: string; places: readonly PrimedPlace[] }[]): FusedPlace[] {
  const fused = new Map<string, FusedPlace>();
  for (const { said, places } of primed) {
    for (const place of places) {
      const known = fused.get(place.path);
      const probability = 1 - (1 - (known?.probability ?? 0)) * (1 - place.probability);
      fused.set(place.path, { path: place.path, probability, ways: [...(known?.ways ?? []), { said, place }] });
    }
  }
  return [...fused.values()].sort((a, b) => b.probability - a.probability || (a.path < b.path ? -1 : 1));
}

const saidCharsMax = 80;
const reasonsMax = 3;

function toItem({ path, probability, ways }: FusedPlace, { project, memory }: PrimeRequest): PrimedItem {
  const reasons = ways.flatMap(({ said, place }) => {
    const cue = said.split('\n', 1)[0]!.slice(0, saidCharsMax);
    return place.explain().map(({ feature, phrase, weight }) => ({ phrase, cue, weight, isTie: !isHabit(feature) }));
  });
  const valence = memory.node(project, 'file', path)?.valence;
  return {
    kind: 'file',
    key: path,
    label: path,
    probability,
    reasons: reasons.sort((a, b) => b.weight - a.weight).slice(0, reasonsMax),
    ...(valence !== undefined && valence.precision > 0 && { valence }),
  };
}

/** Below these a place has hurt no more than others do. */
const riskMin = 0.3;
const precisionMin = 2;

/** One look-up: does the file at hand hurt? */
function warn({ context, project, memory, standing }: PrimeRequest): PrimedItem[] {
  if (context.path === undefined) return [];
  const { place, valence, sentence } = feelPlace({ path: context.path }, project, memory);
  if (place.kind !== 'file' || valence.risk < riskMin || valence.precision < precisionMin) return [];
  const probability = chanceOfKind(standing, 'warning') * (valence.precision / (valence.precision + 1));
  const reason = { phrase: sentence, cue: context.path, weight: valence.risk };
  return [{ kind: 'warning', key: context.path, label: sentence, probability, reasons: [reason], valence }];
}

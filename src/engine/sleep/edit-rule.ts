// What was edited in, rules out: from three similar edits a template with its guard, tested on all the past that is known
// before anybody is shown it. A rule that is too general meets its counter-examples there, and a narrower one is tried;
// one that keeps failing is given up. (Learning by proposing, predicting and guarding; HYPO and IDEA in that manner.)
import { readTokens } from '../model/code-token.ts';
import {
  applyRewrites,
  type EditTemplate,
  type FittingTemplate,
  findRewrites,
  fitTemplate,
  keyOfTemplate,
  wordTemplate,
} from '../model/edit-template.ts';
import type { MemoryEvent } from '../model/event.ts';
import type { GistDraft } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';
import { neutralValence } from '../model/valence.ts';
import { type EditExample, generalise, narrowShape, readExample, wideShape } from './edit-generalisation.ts';
import { type GistIdea, makeGist, type Occasion } from './gist-maker.ts';
import { type LinePair, readPastEdits } from './past-edit.ts';
import type { PlaceInput } from './place-gist.ts';

const examplesMin = 3;
const placesMin = 2;
const kindsMax = 200;
/** Of ten rules that look as good as this by chance, nine come true more often than so. */
const precisionMin = 0.6;
const ninetyPercentZ = 1.2816;
const feedbackReadMax = 500;
/** How many tokens beside the change guard it: as few as the past allows. */
const reaches = [0, 1, 2, 4] as const;

/** What a benchmark can switch off: guards beside the change, the test on all of the past. */
export const ruleMechanisms = ['guards', 'trial'] as const;

interface Trial extends Occasion {
  readonly holds: boolean;
}

/** Cost: some 150 ms for 1,500 events. */
export function planEditRules({
  project,
  memory,
  without,
}: Pick<PlaceInput, 'project' | 'memory' | 'without'>): GistDraft[] {
  const past = readPastEdits(project, memory);
  const dismissals = readDismissals(project, memory);
  const byExtension = Map.groupBy(past, ({ extension }) => extension);
  const drafts = new Map<string, GistDraft>();
  for (const kind of listKinds(past.flatMap((pair) => readExample(pair) ?? []))) {
    const lines = byExtension.get(kind[0]!.pair.extension)!;
    const draft = guardKind(kind, lines, dismissals, without);
    if (draft !== undefined) drafts.set(draft.key, draft);
  }
  return [...drafts.values()];
}

/** Edits of one kind, the largest kinds first: of the same words, or, where these are too few, of words that differ. */
function listKinds(examples: readonly EditExample[]): EditExample[][] {
  const narrow = [...Map.groupBy(examples, narrowShape).values()];
  const rare = narrow.filter((kind) => kind.length < examplesMin).flat();
  const wide = [...Map.groupBy(rare, wideShape).values()];
  return [...narrow, ...wide]
    .filter(isRepeated)
    .sort((a, b) => b.length - a.length)
    .slice(0, kindsMax);
}

/** Three strokes at least, in two places at least: what one stroke does everywhere, or one commit, is done by then. */
function isRepeated(kind: readonly EditExample[]): boolean {
  const strokes = new Set(kind.map(({ pair }) => pair.seq));
  const places = new Set(kind.map(({ pair }) => pair.place));
  return strokes.size >= examplesMin && places.size >= placesMin;
}

/** The rule with the least guard that stands the test. */
function guardKind(
  kind: readonly EditExample[],
  lines: readonly LinePair[],
  dismissals: ReadonlyMap<string, readonly Occasion[]>,
  without: ReadonlySet<string>,
): GistDraft | undefined {
  const tried = new Set<string>();
  for (const reach of without.has('guards') ? [0] : reaches) {
    const template = generalise(kind, reach);
    if (template === undefined) continue;
    const key = keyOfTemplate(template);
    if (tried.has(key)) continue;
    tried.add(key);
    const past = without.has('trial') ? tryOut(template, lines).filter(({ holds }) => holds) : tryOut(template, lines);
    const trials = [...past, ...(dismissals.get(key) ?? []).map((at) => ({ ...at, holds: false }))];
    const draft = makeGist(toIdea(template, key, trials), { isCut: false }, neutralValence, false);
    if (draft?.heldTo === undefined && draft !== undefined && precisionOf(draft) >= precisionMin) return draft;
  }
  return undefined;
}

/**
 * What it may be trusted to come true at least, in [0, 1].
 *
 * @source lower bound of the score interval, one-sided 90 %, Wilson 1927
 */
function precisionOf({ support, contra }: Pick<GistDraft, 'support' | 'contra'>): number {
  const n = support + contra;
  const rate = support / n;
  const z2 = ninetyPercentZ ** 2;
  const spread = ninetyPercentZ * Math.sqrt((rate * (1 - rate)) / n + z2 / (4 * n * n));
  return (rate + z2 / (2 * n) - spread) / (1 + z2 / n);
}

function toIdea(template: EditTemplate, key: string, trials: readonly Trial[]): GistIdea<Trial> {
  const { extension, before, after } = template;
  return {
    key,
    form: 'edit-rule',
    level: 'situation',
    place: '',
    paths: [],
    claim: { baseRate: 0.1, rateMin: 0.5, supportMin: examplesMin, gainMin: 3 },
    occasions: trials.toSorted((a, b) => a.seq - b.seq),
    noun: 'times',
    holds: ({ holds }) => holds,
    phrase: (counts) =>
      `\`${wordTemplate(before)}\` usually becomes \`${wordTemplate(after)}\` in \`${extension}\` files (${counts}).`,
  };
}

/**
 * Everything the past says of the template from the first time on that it came true: for it lines that became what it
 * says; against it lines that became something else, that were written so, or that were left so beside a change.
 *
 * @param lines of files with the template's extension, oldest first
 */
function tryOut(template: EditTemplate, lines: readonly LinePair[]): Trial[] {
  const fitting = fitTemplate(template);
  const changedLater = new Set<string>();
  const trials: Trial[] = [];
  let hasHeld = false;
  // From the end, so that what was left alone at first and changed later does not count as left.
  for (const pair of lines.toReversed()) {
    const holds = judge(fitting, pair);
    if (holds === undefined) continue;
    const line = JSON.stringify([pair.path, (pair.before ?? pair.after).trim()]);
    if (pair.isAround === true && changedLater.has(line)) continue;
    if (holds) changedLater.add(line);
    hasHeld ||= holds;
    trials.push({ seq: pair.seq, id: pair.id, at: pair.at, holds });
  }
  return hasHeld ? trials.slice(0, trials.findLastIndex(({ holds }) => holds) + 1).reverse() : [];
}

/** Whether the template came true in the line; undefined where it has nothing to say of it. */
function judge(fitting: FittingTemplate, { before, after, isDeed }: LinePair): boolean | undefined {
  const rewrites = before === undefined ? [] : findRewrites(fitting, before);
  if (rewrites.length === 0) return findRewrites(fitting, after).length > 0 ? false : undefined;
  if (!isDeed) return undefined;
  const became = tokensOf(after);
  const ways = [rewrites, ...rewrites.map((rewrite) => [rewrite])];
  return ways.some((way) => tokensOf(applyRewrites(before!, way)) === became);
}

function tokensOf(line: string): string {
  return readTokens(line)
    .map(({ text }) => text)
    .join('\n');
}

/** Reasons for a dismissal with which the rule may well be right. */
const saysNothingOfTruth: ReadonlySet<string> = new Set(['known-already', 'too-early']);

/** What was shown and turned down, by the key of the rule. */
function readDismissals(project: string, memory: MemoryReader): ReadonlyMap<string, readonly Occasion[]> {
  const said = memory.eventsOfKind(project, 'feedback', feedbackReadMax).flatMap((event) => {
    const key = dismissedRule(event);
    return key === undefined ? [] : [{ key, seq: event.seq, id: event.id, at: event.at }];
  });
  return Map.groupBy(said, ({ key }) => key);
}

function dismissedRule(event: MemoryEvent): string | undefined {
  if (event.kind !== 'feedback' || event.data.verdict !== 'dismissed') return undefined;
  if (saysNothingOfTruth.has(event.data.reason ?? '')) return undefined;
  return event.data.subject.startsWith('rule:') ? event.data.subject.slice('rule:'.length) : undefined;
}

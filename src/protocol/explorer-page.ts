// Messages between the explorer page and the extension that hosts it. Both sides check what they get: the page runs
// in a browser, and what it shows is remembered text, which is data.
import { z } from 'zod';
import { episodeResult, timelineResult } from './explore.ts';
import { insightsResult } from './insights.ts';
import { ledgerResult } from './ledger.ts';
import { mapResult } from './map.ts';
import { recallResult } from './recall.ts';
import { diaryResult } from './sleep.ts';
import { standingResult } from './standing.ts';
import { traceCueSchema, traceResult } from './trace.ts';
import { upkeepProgressParams } from './upkeep.ts';

const request = z.number().int();
/** As in feedback: the id of an event or an episode, or `kind:key` of a node. */
const subject = z.string().min(1).max(500);

/** Of what is put to the memory. */
export const questionCharsMax = 500;
const question = z.string().min(1).max(questionCharsMax);

/** Where a link leads that opens the explorer. */
export const explorerTargetSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('episode'), id: z.string().max(200) }),
  /** A node of the map, such as a `file`, a `gist` or a `belief`. */
  z.object({ to: z.literal('node'), kind: z.string().max(100), key: z.string().max(4_096) }),
  z.object({ to: z.literal('question'), question }),
]);
export type ExplorerTarget = z.infer<typeof explorerTargetSchema>;

export const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('timeline'),
    request,
    offset: z.number().int().min(0),
    limit: z.number().int().min(1).max(500),
    text: z.string().max(500),
  }),
  z.object({ type: z.literal('episode'), request, id: z.string().max(200) }),
  z.object({ type: z.literal('map'), request }),
  z.object({ type: z.literal('openEvent'), id: z.string().max(200) }),
  z.object({ type: z.literal('openFile'), path: z.string().max(4_096) }),
  z.object({ type: z.literal('importHistory') }),
  z.object({
    type: z.literal('recall'),
    request,
    question,
    /** As in recall. */
    mode: z.enum(['auto', 'system1', 'system2']),
  }),
  /** What was asked by this number is wanted no more. */
  z.object({ type: z.literal('cancel'), request }),
  z.object({ type: z.literal('standing'), request, subject }),
  /** What would go; the host knows what a subject stands for. */
  z.object({ type: z.literal('forgetPreview'), request, subject }),
  z.object({ type: z.literal('forget'), request, subject }),
  z.object({
    type: z.literal('judge'),
    subject,
    verdict: z.enum(['accepted', 'dismissed', 'corrected', 'restored', 'pinned', 'unpinned']),
    reason: z.string().max(2_000).optional(),
    until: z.number().int().min(0).optional(),
    claimed: z.number().min(0).max(1).optional(),
    estimated: z.number().min(0).max(1).optional(),
  }),
  z.object({ type: z.literal('insights'), request }),
  z.object({ type: z.literal('trace'), request, cue: traceCueSchema }),
]);
export type FromPage = z.infer<typeof fromPageSchema>;

export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('timeline'), request, page: timelineResult }),
  z.object({ type: z.literal('episode'), request, detail: episodeResult }),
  z.object({ type: z.literal('map'), request, map: mapResult }),
  z.object({ type: z.literal('answer'), request, answer: recallResult }),
  z.object({ type: z.literal('trace'), request, trace: traceResult }),
  /** What the memory tells of itself; `ledger` of all projects, `nights` the latest first. */
  z.object({
    type: z.literal('insights'),
    request,
    insights: insightsResult,
    ledger: ledgerResult.shape.entries,
    nights: diaryResult.shape.nights,
  }),
  /** How a memory stands; empty where nothing was said of it. */
  z.object({ type: z.literal('standing'), request, standings: standingResult.shape.standings }),
  /** What would be forgotten, a line each; `isEmpty` where nothing would. */
  z.object({ type: z.literal('forgetPreview'), request, lines: z.array(z.string()), isEmpty: z.boolean() }),
  /** The receipt, a line each. */
  z.object({ type: z.literal('forgotten'), request, lines: z.array(z.string()), isClean: z.boolean() }),
  /** How far the forgetting is that was asked for by this number. */
  z.object({ type: z.literal('progress'), request, progress: upkeepProgressParams }),
  /** Where a link leads that opened the page. */
  z.object({ type: z.literal('show'), target: explorerTargetSchema }),
  /** Something new was learned: what is shown may be old. */
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('failed'), request, message: z.string() }),
]);
export type ToPage = z.infer<typeof toPageSchema>;

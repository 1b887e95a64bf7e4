// Observations on their way from a sensor to the engine, and the receipt that says they are on disk.
import { z } from 'zod';

const line = z.string().max(20_000);
const lines = z.array(line).max(2_000);
/** How many unchanged lines may come with a change, above and below it, for reading it. */
export const contextLinesMax = 3;
const context = z.array(line).max(contextLinesMax).optional();

export const hunkSchema = z.object({
  path: z.string().max(4_096),
  startLine: z.number().int().min(1),
  before: lines,
  after: lines,
  /** Directly above the change. */
  lead: context,
  /** Directly below the change. */
  trail: context,
  /** The definition that it stands in, with what encloses that: `Queue.push`. */
  symbol: z.string().max(500).optional(),
});

const diagnosticShape = {
  instance: z.string().min(1).max(200),
  tool: z.string().max(100),
  code: z.string().max(200),
  message: z.string().max(20_000),
  line: z.number().int().min(1),
  lineText: z.string().max(20_000),
};

const head = {
  id: z.string().min(1).max(200),
  at: z.number().int().min(0),
  actor: z.string().regex(/^(developer|history|agent:.{1,100}|tool:.{1,100})$/),
  folder: z.string().min(1).max(4_096),
  paths: z.array(z.string().max(4_096)).max(1_000),
  text: z.string().max(200_000),
};

export const observationSchema = z.discriminatedUnion('kind', [
  z.object({
    ...head,
    kind: z.literal('edit'),
    data: z.object({ hunks: z.array(hunkSchema).max(200), cause: z.enum(['typed', 'undo', 'redo', 'external']) }),
  }),
  z.object({ ...head, kind: z.literal('save'), data: z.object({ manual: z.boolean() }) }),
  z.object({ ...head, kind: z.literal('open'), data: z.object({}) }),
  z.object({ ...head, kind: z.literal('dwell'), data: z.object({ durationMs: z.number().min(0) }) }),
  z.object({
    ...head,
    kind: z.literal('diagnostic'),
    data: z.discriminatedUnion('change', [
      z.object({ change: z.literal('appeared'), ...diagnosticShape }),
      z.object({
        change: z.literal('resolved'),
        ...diagnosticShape,
        clearing: z.enum(['edit', 'undo', 'removal', 'elsewhere']),
        hunks: z.array(hunkSchema).max(50),
      }),
    ]),
  }),
  z.object({
    ...head,
    kind: z.literal('command'),
    data: z.object({
      exitCode: z.number().int().optional(),
      durationMs: z.number().min(0),
      output: z.string().max(20_000),
    }),
  }),
  z.object({
    ...head,
    kind: z.literal('exception'),
    data: z.object({
      type: z.string().max(200),
      message: z.string().max(20_000),
      frame: z.object({ function: z.string().max(500), line: z.number().int().min(1) }).optional(),
      gone: z.literal(true).optional(),
    }),
  }),
  z.object({
    ...head,
    kind: z.literal('test'),
    data: z.object({
      tool: z.literal('junit'),
      failed: z.array(z.string().max(500)).max(100),
      passed: z.array(z.string().max(500)).max(100),
      failedCount: z.number().int().min(0),
      passedCount: z.number().int().min(0),
    }),
  }),
  z.object({
    ...head,
    kind: z.literal('checkout'),
    data: z.object({ branch: z.string().max(1_000), was: z.string().max(1_000).optional() }),
  }),
  z.object({
    ...head,
    kind: z.literal('prime'),
    data: z.object({ surface: z.string().max(100), subject: z.string().max(500) }),
  }),
  z.object({
    ...head,
    kind: z.literal('feedback'),
    data: z.object({
      verdict: z.enum(['accepted', 'opened', 'ignored', 'dismissed', 'corrected', 'restored', 'pinned', 'unpinned']),
      /** Id of an event or an episode, or `kind:key` of a node such as a belief. */
      subject: z.string().max(500),
      reason: z.string().max(2_000).optional(),
      /** Of what is corrected: it was true until then. Without it, it was never true. */
      until: z.number().int().min(0).optional(),
      /** Of what was given as an answer: the probability with which it was. */
      claimed: z.number().min(0).max(1).optional(),
      /** Of an answer of recall: its `estimated`, by which the memory learns how sure it may be. */
      estimated: z.number().min(0).max(1).optional(),
    }),
  }),
  z.object({ ...head, kind: z.literal('note'), data: z.object({}) }),
  z.object({
    ...head,
    kind: z.literal('agent-turn'),
    data: z.object({
      session: z.string().max(200),
      corrects: z.literal(true).optional(),
      deadEnd: z.literal(true).optional(),
    }),
  }),
  z.object({
    ...head,
    kind: z.literal('agent-action'),
    data: z.object({
      session: z.string().max(200),
      tool: z.string().max(100),
      failed: z.literal(true).optional(),
      output: z.string().max(20_000).optional(),
      deadEnd: z.literal(true).optional(),
    }),
  }),
]);

export type WireObservation = z.infer<typeof observationSchema>;
export type WireHunk = z.infer<typeof hunkSchema>;

export const observeMethod = 'memory/observe';
/** Each observation is checked on its own, so that one malformed one loses nothing but itself. */
export const observeParams = z.object({ observations: z.array(z.unknown()).max(1_000) });
export const observeResult = z.object({
  /** Ids that are on disk, whether now or from an earlier delivery, and ids the gate turned away for good. Neither need be sent again. */
  settled: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), reason: z.string() })),
});
export type ObserveResult = z.infer<typeof observeResult>;

// The shape of an event in a file that somebody else may have written. What planners read of an event is demanded here,
// for an event that no planner can read would stay in the log; what else it holds comes along.
import { z } from 'zod';
import { type EventDataByKind, type EventKind, eventKinds, feedbackVerdicts, sleepStages } from '../model/event.ts';

const text = z.string().max(1_000_000);
const name = z.string().max(4_096);
const count = z.number().int().min(0);
const lines = z.array(text);

const hunk = z.looseObject({
  path: name,
  startLine: z.number().int().min(1),
  before: lines,
  after: lines,
  lead: z.exactOptional(lines),
  trail: z.exactOptional(lines),
});

const diagnostic = { instance: name, tool: name, code: name, message: text, line: z.number().int(), lineText: text };

const commit = z.looseObject({
  sha: name,
  author: name,
  subject: text,
  body: text,
  files: z.array(
    z.looseObject({
      path: name,
      was: z.exactOptional(name),
      status: z.enum(['A', 'M', 'D', 'R']),
      added: count,
      deleted: count,
    }),
  ),
  hunks: z.array(hunk),
  reverts: z.exactOptional(name),
});

const folderFacts = z.looseObject({
  name,
  commonDir: name,
  remote: z.exactOptional(name),
  firstCommit: z.exactOptional(name),
});

const dataSchemas: { readonly [K in EventKind]: z.ZodType<EventDataByKind[K]> } = {
  edit: z.looseObject({ hunks: z.array(hunk), cause: z.enum(['typed', 'undo', 'redo', 'external']) }),
  save: z.looseObject({ manual: z.boolean() }),
  open: z.looseObject({ folder: z.exactOptional(folderFacts) }),
  dwell: z.looseObject({ durationMs: z.number() }),
  diagnostic: z.discriminatedUnion('change', [
    z.looseObject({ change: z.literal('appeared'), ...diagnostic }),
    z.looseObject({
      change: z.literal('resolved'),
      ...diagnostic,
      clearing: z.enum(['edit', 'undo', 'removal', 'elsewhere']),
      hunks: z.array(hunk),
    }),
  ]),
  command: z.looseObject({ exitCode: z.exactOptional(z.number()), durationMs: z.number(), output: text }),
  exception: z.looseObject({
    type: name,
    message: text,
    frame: z.exactOptional(z.looseObject({ function: name, line: z.number().int() })),
  }),
  test: z.looseObject({
    tool: z.literal('junit'),
    failed: z.array(name),
    passed: z.array(name),
    failedCount: count,
    passedCount: count,
  }),
  commit,
  revert: commit,
  checkout: z.looseObject({ branch: name, was: z.exactOptional(name) }),
  'agent-turn': z.looseObject({ session: name }),
  'agent-action': z.looseObject({ session: name, tool: name }),
  recall: z.looseObject({
    again: z.exactOptional(name),
    state: name,
    answered: z.number(),
    terms: z.array(name),
    evidence: z.array(name),
    steps: count,
    events: count,
  }),
  prime: z.looseObject({ surface: name, subject: name }),
  feedback: z.looseObject({
    verdict: z.enum(feedbackVerdicts),
    subject: name,
    reason: z.exactOptional(text),
    until: z.exactOptional(z.number()),
    claimed: z.exactOptional(z.number()),
    estimated: z.exactOptional(z.number()),
  }),
  note: z.record(z.string(), z.never()),
  investigation: z.looseObject({ command: text, subject: z.exactOptional(name), place: z.exactOptional(name) }),
  wording: z.looseObject({ key: name, sentence: text, model: name, evidence: z.array(name) }),
  forget: z.looseObject({ selector: name, removed: count }),
  // In a file, places are told by the number of events up to them: see `sleep-span.ts`.
  sleep: z.looseObject({
    stage: z.enum(sleepStages),
    fromSeq: count,
    toSeq: count,
    nightFromSeq: count,
    nightToSeq: count,
  }),
};

const head = z.object({
  id: z.string().min(1).max(500),
  at: count,
  kind: z.enum(eventKinds),
  actor: z.string().regex(/^(?:developer|history|agent:.{1,200}|tool:.{1,200})$/s),
  project: z.string().min(1).max(4_096),
  refs: z.array(name).max(100_000),
  text,
  data: z.unknown(),
});

export type PortableEvent = z.infer<typeof head>;

/** @returns undefined where it is no event of this memory */
export function readPortableEvent(value: unknown): PortableEvent | undefined {
  const event = head.safeParse(value).data;
  if (event === undefined) return undefined;
  const data = dataSchemas[event.kind].safeParse(event.data);
  return data.success ? { ...event, data: data.data } : undefined;
}

// Random logs for property tests: all that teaches something, in two projects, with texts that can be told from all others.
import fc from 'fast-check';
import type { Draft } from '../../../src/engine/model/event.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import type { SqliteStore } from '../../../src/engine/store/sqlite-store.ts';

export const startMs = Date.UTC(2024, 2, 12, 9);
export const minuteMs = 60_000;
export const projects = ['folder:/orders', 'remote:host/shop'] as const;
export const paths = ['src/a.ts', 'src/b.ts', 'src/deep/c.ts', 'readme.md'] as const;
/** No word of these is in another text of a made log. */
export const secrets = ['Zanzibar contract', 'Ünïque Wörd', 'quote "inside" \\ it'] as const;
const words = ['fix the parser', 'a queue of orders', 'rename it', ...secrets] as const;

const text = fc.constantFrom(...words);
export const path = fc.constantFrom(...paths);
const made = fc.record({
  kind: fc.constantFrom('note', 'edit', 'commit', 'rename', 'error', 'fixed', 'turn', 'run', 'pin', 'open', 'look'),
  project: fc.constantFrom(...projects),
  gapMinutes: fc.integer({ min: -5, max: 40 }),
  text,
  path,
  other: path,
});
type Made = typeof made extends fc.Arbitrary<infer T> ? T : never;
export const log = fc.array(made, { maxLength: 22 }).map(toDrafts);

export function toDrafts(steps: readonly Made[]): Draft[] {
  let at = startMs;
  return steps.map((step, i) => {
    at += step.gapMinutes * minuteMs;
    return toDraft(step, i, at);
  });
}

function toDraft({ kind, project, text, path, other }: Made, i: number, at: number): Draft {
  const head = { id: `event-${i}`, at, actor: 'developer', project, refs: [path], text } as const;
  const hunk = { path, startLine: 1, before: ['old line', text], after: [`new ${text}`] };
  const error = { instance: `i-${path}`, tool: 'ts', code: '2339', message: text, line: 3, lineText: 'u.name' };
  switch (kind) {
    case 'edit':
      return { ...head, text: '', kind: 'edit', data: { hunks: [hunk], cause: 'typed' } };
    case 'commit':
    case 'rename': {
      const isRename = kind === 'rename' && path !== other;
      const change = { path, status: isRename ? 'R' : 'M', added: 1, deleted: 1 } as const;
      const files = isRename ? [{ ...change, was: other }] : [change, { ...change, path: other }];
      const commit = { sha: `${i}`.padStart(40, 'f'), author: 'ada', subject: text, body: '', files, hunks: [hunk] };
      const refs = [...new Set(files.map((file) => file.path))];
      return { ...head, id: `git:${i}`, actor: 'history', refs, kind: 'commit', data: commit };
    }
    case 'error':
      return { ...head, kind: 'diagnostic', data: { change: 'appeared', ...error } };
    case 'fixed':
      return { ...head, kind: 'diagnostic', data: { change: 'resolved', ...error, clearing: 'edit', hunks: [hunk] } };
    case 'turn':
      return { ...head, refs: [], actor: 'agent:helper', kind: 'agent-turn', data: { session: `s-${path}` } };
    case 'run':
      return { ...head, refs: [], kind: 'command', data: { exitCode: 1, durationMs: 9, output: text } };
    case 'pin':
      return { ...head, kind: 'feedback', data: { verdict: 'pinned', subject: `event-${i - 2}`, reason: text } };
    case 'open': {
      const folder = { name: 'shop', commonDir: project };
      return { ...head, actor: 'tool:git', refs: [], text: 'shop', kind: 'open', data: { folder } };
    }
    case 'look': {
      const data = { command: 'git log', subject: `curious:file:${path}`, place: path };
      return { ...head, actor: 'tool:second-nature', kind: 'investigation', data };
    }
    default:
      return { ...head, kind: 'note', data: {} };
  }
}

/** Appends them all, as the engine would. */
export function live(store: SqliteStore, drafts: readonly Draft[]): void {
  store.append(drafts, createPlanner(store));
}

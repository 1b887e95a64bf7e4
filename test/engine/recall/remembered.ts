// A real memory for tests: drafts go through encoding and learning into a real store in a throw-away directory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintError } from '../../../src/engine/encode/error-fingerprint.ts';
import type { Clearing, CommitData, Draft, Hunk } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import type { ErrorCue } from '../../../src/engine/model/recollection.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { openStore } from '../../../src/engine/store/sqlite-store.ts';

export const project = 'p';
export const minuteMs = 60_000;

export interface Remembered {
  readonly memory: MemoryStore;
  add(...drafts: Draft[]): void;
  close(): void;
}

export function remember(...drafts: Draft[]): Remembered {
  const directory = mkdtempSync(join(tmpdir(), 'second-nature-test-'));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const plan = createPlanner(store);
  const add = (...more: Draft[]) => void store.append(more, plan);
  add(...drafts);
  return {
    memory: store,
    add,
    close() {
      store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

let shas = 0;

/** A commit on a day of 2024, given as `03-12`; files are `M path`, hunks may be added. */
export function commit(day: string, message: string, files: string[], hunks: Hunk[] = []): Draft {
  shas += 1;
  const sha = shas.toString(16).padStart(8, '0').padEnd(40, '0');
  const [subject = '', ...rest] = message.split('\n');
  const changes = files.map((file) => {
    const [status, path] = file.split(' ') as ['A' | 'M' | 'D', string];
    return { status, path, added: 1, deleted: 0 };
  });
  const data: CommitData = { sha, author: 'Ada', subject, body: rest.join('\n').trim(), files: changes, hunks };
  return {
    id: `git:p:${sha}`,
    at: Date.parse(`2024-${day}T12:00:00Z`),
    kind: subject.startsWith('Revert "') ? 'revert' : 'commit',
    actor: 'history',
    project,
    refs: changes.map((change) => change.path),
    text: subject,
    data,
  };
}

export interface ErrorStory {
  readonly path: string;
  readonly message: string;
  readonly line: number;
  readonly lineText: string;
  readonly code?: string;
}

/** An error appears. */
export function appear(atMinutes: number, instance: string, error: ErrorStory): Draft {
  return diagnostic(atMinutes, `${instance}-appeared`, instance, error, { change: 'appeared' });
}

/** It goes away. */
export function resolve(
  atMinutes: number,
  instance: string,
  error: ErrorStory,
  clearing: Clearing,
  ...hunks: Omit<Hunk, 'path'>[]
): Draft {
  const placed = hunks.map((hunk) => ({ path: error.path, ...hunk }));
  return diagnostic(atMinutes, `${instance}-resolved`, instance, error, {
    change: 'resolved',
    clearing,
    hunks: placed,
  });
}

function diagnostic(
  atMinutes: number,
  id: string,
  instance: string,
  error: ErrorStory,
  change: { change: 'appeared' } | { change: 'resolved'; clearing: Clearing; hunks: readonly Hunk[] },
): Draft {
  const { path, message, line, lineText, code = '2339' } = error;
  const at = Date.parse('2024-06-01T09:00:00Z') + atMinutes * minuteMs;
  const data = { ...change, instance, tool: 'ts', code, message, line, lineText };
  return { id, at, kind: 'diagnostic', actor: 'tool:ts', project, refs: [path], text: message, data };
}

/** The error as it stands now, in a file whose text is given; `!` marks its line. */
export function cueAt(path: string, message: string, text: string, code = '2339'): ErrorCue & { fingerprint: string } {
  const marked = text.split('\n');
  const errorIndex = marked.findIndex((line) => line.startsWith('!'));
  const lines = marked.map((line) => line.replace(/^!/, ''));
  const error = { tool: 'ts', code, message };
  return { ...error, path, line: errorIndex + 1, lines, errorIndex, beside: [], fingerprint: fingerprintError(error) };
}

// A store in a folder of its own, and a small notation for what events do to it: each event's text is a list of
// commands, and a made-up planner turns them into changes. `begin | meet a.ts | link a.ts b.ts`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ChangePlan, MemoryChange } from '../../../src/engine/model/change.ts';
import type { Draft, MemoryEvent } from '../../../src/engine/model/event.ts';
import type { LinkKind } from '../../../src/engine/model/node.ts';
import type { MemoryReader } from '../../../src/engine/model/ports.ts';
import type { SqlDriver } from '../../../src/engine/store/sql-database.ts';
import { openStore, type SqliteStore } from '../../../src/engine/store/sqlite-store.ts';

export const startMs = Date.UTC(2024, 2, 1, 9);

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-nature-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openSound(directory: string, ...drivers: SqlDriver[]): SqliteStore {
  const opened = openStore(directory, drivers.length === 0 ? {} : { drivers });
  if (!opened.ok) throw new Error(opened.message);
  return opened.store;
}

/** A new store in a new folder, closed and removed when the test is over. */
export function makeStore(...drivers: SqlDriver[]): SqliteStore {
  // Hooks run from the last to the first: the folder goes after the store is closed.
  const store = openSound(makeFolder(), ...drivers);
  onTestFinished(() => store.close());
  return store;
}

/** The n-th event, n minutes after nine. */
export function draftOf(n: number, commands: string, project = 'folder:/orders'): Draft {
  const id = `e${n}`;
  const head = { id, at: startMs + n * 60_000, actor: 'developer', project, refs: refsOf(commands) } as const;
  if (!commands.startsWith('edit')) return { ...head, kind: 'note', text: commands, data: {} };
  const hunk = { path: head.refs[0] ?? '', startLine: 1, before: ['old'], after: ['new'] };
  return { ...head, kind: 'edit', text: commands, data: { hunks: [hunk], cause: 'typed' } };
}

/** Appends the lines as events numbered from `first`, in one batch. */
export function tell(store: SqliteStore, lines: readonly string[], first = 1, project?: string): string[] {
  return store.append(
    lines.map((line, i) => draftOf(first + i, line, project)),
    planCommands(store),
  );
}

export function planCommands(memory: MemoryReader): (event: MemoryEvent) => ChangePlan {
  return (event) => ({
    project: event.project,
    changes: event.text.split(' | ').flatMap((command) => planCommand(command.split(' '), event, memory)),
  });
}

const valence = { outcome: 0.3, friction: 0.1, risk: -0.7, novelty: 1, affinity: 0, precision: 1.5 };
const linkKinds: readonly LinkKind[] = ['edited-with', 'mentions', 'next'];

function planCommand([verb, a = '', b = '']: string[], event: MemoryEvent, memory: MemoryReader): MemoryChange[] {
  const { project, id, seq, at, actor } = event;
  const meet = (key: string) => ({ op: 'meet', node: { kind: 'file', key }, at, valence }) as const;
  const open = memory.openEpisode(project);
  switch (verb) {
    case 'know':
      return [{ op: 'know-project', project: { id: project, name: a, commonDirs: [b] } }];
    case 'begin':
    case 'alone':
      return [
        { op: 'begin-episode', id, title: `Worked on ${a}`, at, actor, isOpen: verb === 'begin' },
        { op: 'join-episode', id, seq, at, actor },
      ];
    case 'join':
      return open
        ? [{ op: 'join-episode', id: open.id, seq, at, actor: 'agent:helper', title: `Went on with ${a}` }]
        : [];
    case 'judge':
      return open ? [{ op: 'judge-episode', id: open.id, outcome: 'failed' }] : [];
    case 'meet':
      return [meet(a)];
    case 'link': {
      const kind = linkKinds.find((name) => name === b.split('#')[1]) ?? 'edited-with';
      const keys = [a, b.split('#')[0]!];
      if (keys[0] === keys[1]) return [];
      if (kind === 'edited-with') keys.sort();
      const [from, to] = keys.map((key) => ({ kind: 'file', key }) as const);
      return [meet(keys[0]!), meet(keys[1]!), { op: 'strengthen', from: from!, to: to!, kind, delta: 0.1, at }];
    }
    case 'rename':
      return [{ op: 'rename', kind: 'file', was: a, key: b }];
    case 'error':
      return [{ op: 'open-case', errorCase: errorCaseOf(a, event) }];
    case 'clear':
      return memory.openCase(project, a) === undefined
        ? []
        : [{ op: 'clear-case', instance: a, seq, at, how: 'edit', hunks: [] }];
    case 'index':
      return [{ op: 'index', seq, trace: { title: a, body: event.text, places: b } }];
    // What a planner sees of the log becomes part of the state, so that a replay that sees more shows.
    case 'look':
      return [
        meet(
          `saw ${memory.eventsOfKind(project, 'note', 99).length} notes, ${memory.eventsAtPath(project, a, 99).length} at ${a}, ` +
            `${memory.editsBetween(project, 0, seq + 3, 99).length} edits, e5 ${memory.hasEvent('e5')} ${memory.event('e5')?.text}, ` +
            `${memory.counts(project).events} events, ${memory.documentCount(project)} traces`,
        ),
      ];
    default:
      return [];
  }
}

function errorCaseOf(instance: string, { id, seq, at }: MemoryEvent) {
  const error = { tool: 'ts', code: '2345', message: 'No.', line: 3, lineText: 'f(x)', path: 'a.ts' };
  return { ...error, instance, fingerprint: `ts 2345 ${instance[0]}`, episode: id, appearedSeq: seq, appearedAt: at };
}

function refsOf(commands: string): string[] {
  return [...new Set(commands.match(/[\w/]+\.ts\b/g) ?? [])];
}

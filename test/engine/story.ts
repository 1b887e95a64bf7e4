// A small notation for what a developer did, so that a test reads as the story it tells. One event a line:
//
//   09:00 open src/a.ts
//   09:01 edit src/a.ts:3 | -const u = load() | +const u = await load()
//   09:02 error src/a.ts:4 ts 2339 Property 'name' does not exist on type 'Promise<User>'. | u.name
//   09:05 fixed src/a.ts:4 by edit | -const u = load() | +const u = await load()
//   10:00 commit c1 Teach the parser to count: src/parser.ts src/count.ts
//   10:10 revert c2 of c1 Revert "Teach the parser to count": src/parser.ts
//   10:20 rename c3 Move the parser: src/parser.ts > src/parse/index.ts
//   10:30 note the gateway needs a token
//   10:40 run npm test | -a.test.ts > adds | +b.test.ts
//   10:50 checkout feature
//
// `fixed` clears the error that stands at the same place. `run` is of tests: red ones with `-`, green files with `+`. Times are of one day, 2024-03-12, UTC.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ChangePlan } from '../../src/engine/model/change.ts';
import type {
  Clearing,
  CommitData,
  Draft,
  EventDataByKind,
  EventKind,
  Hunk,
  MemoryEvent,
} from '../../src/engine/model/event.ts';
import type { MemoryStore } from '../../src/engine/model/ports.ts';
import { createPlanner } from '../../src/engine/plan-event.ts';
import { openStore } from '../../src/engine/store/sqlite-store.ts';

export const project = 'commit:0000';
const dayMs = Date.UTC(2024, 2, 12);

export function tell(story: string): Draft[] {
  const standing = new Map<string, EventDataByKind['diagnostic']>();
  return story
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, i) => toDraft(line, i, standing));
}

function toDraft(line: string, i: number, standing: Map<string, EventDataByKind['diagnostic']>): Draft {
  const [time = '', kind = '', ...rest] = line.split(' ');
  const [hours, minutes] = time.split(':').map(Number);
  const at = dayMs + (hours! * 60 + minutes!) * 60_000;
  const draft = <K extends EventKind>(kind: K, refs: string[], text: string, data: EventDataByKind[K], id = `e${i}`) =>
    ({ id, at, kind, actor: 'developer', project, refs, text, data }) as unknown as Draft;
  const text = rest.join(' ');
  const [place = ''] = rest;
  const [file = '', lineNumber = '1'] = place.split(':');
  switch (kind) {
    case 'open':
      return draft('open', [file], '', {});
    case 'note':
      return draft('note', [], text, {});
    case 'run':
      return draft('command', [], text.split(' | ')[0]!, readRun(text));
    case 'checkout':
      return draft('checkout', [], `Switched from main to ${place}`, { branch: place, was: 'main' });
    case 'edit':
      return draft('edit', [file], '', { hunks: readHunks(text, file, Number(lineNumber)), cause: 'typed' });
    case 'error': {
      const [, tool = '', code = '', ...words] = rest;
      const [message = '', lineText = ''] = words.join(' ').split(' | ');
      const error = { instance: `i${i}`, tool, code, message, line: Number(lineNumber), lineText };
      standing.set(place, { change: 'appeared', ...error });
      return draft('diagnostic', [file], message, { change: 'appeared', ...error });
    }
    case 'fixed': {
      const error = standing.get(place)!;
      const [, , how] = rest;
      const hunks = readHunks(text, file, Number(lineNumber));
      return draft('diagnostic', [file], error.message, {
        ...error,
        change: 'resolved',
        clearing: how as Clearing,
        hunks,
      });
    }
    default:
      return {
        ...draft(kind === 'revert' ? 'revert' : 'commit', ...readCommit(kind, text)),
        actor: 'history',
      } as Draft;
  }
}

/** What vitest would have written. */
function readRun(text: string): EventDataByKind['command'] {
  const [, ...tests] = text.split(' | ');
  const named = (sign: string) => tests.filter((test) => test.startsWith(sign)).map((test) => test.slice(1));
  const [red, green] = [named('-'), named('+')];
  const counts = [`${red.length} failed`, `${green.length} passed`]
    .filter((count) => !count.startsWith('0'))
    .join(' | ');
  const output = [
    ...green.map((file) => ` ✓ ${file} (1 test) 2ms`),
    ...red.map((test) => ` FAIL  ${test}`),
    ` Test Files  ${counts} (${tests.length})`,
    `      Tests  ${counts} (${tests.length})`,
  ];
  return { exitCode: red.length === 0 ? 0 : 1, durationMs: 900, output: output.join('\n') };
}

function readHunks(text: string, path: string, startLine: number): Hunk[] {
  const parts = text.split(' | ').slice(1);
  const side = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => part.slice(1));
  return parts.length === 0 ? [] : [{ path, startLine, before: side('-'), after: side('+') }];
}

function readCommit(kind: string, text: string): [string[], string, CommitData, string] {
  const colon = text.lastIndexOf(': ');
  const [sha = '', ...words] = text.slice(0, colon).split(' ');
  const reverts = kind === 'revert' ? words.splice(0, 2)[1] : undefined;
  const subject = words.join(' ');
  const names = text.slice(colon + 2);
  const [was, to] = names.split(' > ');
  const counts = { added: 1, deleted: 1 };
  const files =
    to === undefined
      ? names.split(' ').map((path) => ({ path, status: 'M' as const, ...counts }))
      : [{ path: to, was: was!, status: 'R' as const, ...counts }];
  const data = {
    sha,
    author: 'ada',
    subject,
    body: '',
    files,
    hunks: [],
    ...(reverts === undefined ? {} : { reverts }),
  };
  return [files.map((file) => file.path), subject, data, `git:${sha}`];
}

/** What engine.ts does with an event, on this store. */
export function planOn(store: MemoryStore): (event: MemoryEvent) => ChangePlan {
  return createPlanner(store);
}

/** Lives through the story in a real store of its own; `leave` closes and removes it. */
export function remember(story: string): { store: MemoryStore; leave: () => void } {
  const directory = mkdtempSync(path.join(tmpdir(), 'second-nature-story-'));
  const opened = openStore(directory);
  if (!opened.ok) throw new Error(opened.message);
  const { store } = opened;
  const plan = planOn(store);
  for (const draft of tell(story)) store.append([draft], plan);
  return {
    store,
    leave: () => {
      store.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

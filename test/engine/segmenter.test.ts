// Streams of edits and where the engine cuts them into episodes; and that a restart in the middle makes no difference.
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../src/engine/model/event.ts';
import type { MemoryStore } from '../../src/engine/model/ports.ts';
import { createPlanner } from '../../src/engine/plan-event.ts';
import { project, remember } from './story.ts';

let leave = () => {};
afterEach(() => leave());

function emptyStore(): MemoryStore {
  const memory = remember('');
  leave = memory.leave;
  return memory.store;
}

/** `src/a.ts parse header` is an edit of a file that writes two names; half a minute lies between two. */
function editOf(line: string, i: number): Draft {
  const [path = '', ...names] = line.split(' ');
  const hunks = [{ path, startLine: 1, before: [], after: [names.join(' ')] }];
  const at = Date.UTC(2024, 2, 12) + i * 30_000;
  const data = { hunks, cause: 'typed' } as const;
  return { id: `e${i}`, at, kind: 'edit', actor: 'developer', project, refs: [path], text: '', data };
}

/** Each episode's first event. */
function firstsOf(store: MemoryStore): string[] {
  const { episodes } = store.episodes(project, { limit: 1_000, offset: 0 });
  return episodes.map(({ id }) => id).reverse();
}

const queue = [
  'src/net/queue.ts push drain backlog',
  'src/net/queue.ts drain backlog',
  'src/net/retry.ts backlog drain',
];
const theme = ['media/theme.css palette shadow', 'media/theme.css shadow', 'media/dark.css palette shadow'];
const repeat = (lines: string[], n: number) => Array.from({ length: n }, () => lines).flat();

test('work that turns to other places and other names is another episode, in the same minute', () => {
  const store = emptyStore();
  const lines = [...repeat(queue, 8), ...repeat(theme, 5), ...repeat(queue, 3)];
  store.append(lines.map(editOf), createPlanner(store));
  expect(firstsOf(store)).toEqual(['e0', 'e24', 'e39']);
});

test.each([
  ['work that is taken up again after 20 minutes goes on', 20, 'src/net/retry.ts attempts delay', ['e0']],
  ['other work after 20 minutes is another episode', 20, theme[0]!, ['e0', 'e25']],
  [
    'work that is taken up again after an hour is another episode',
    61,
    'src/net/retry.ts attempts delay',
    ['e0', 'e25'],
  ],
])('%s', (_, minutes, line, firsts) => {
  const store = emptyStore();
  const before = [...repeat(queue, 8), 'src/net/retry.ts attempts delay'].map(editOf);
  const later = editOf(line, before.length);
  store.append([...before, { ...later, at: later.at + minutes * 60_000 }], createPlanner(store));
  expect(firstsOf(store)).toEqual(firsts);
});

test('a file that is brought up by an error is no surprise', () => {
  const store = emptyStore();
  const plan = createPlanner(store);
  const before = repeat(queue, 8).map(editOf);
  const edit = editOf('media/theme.css palette', before.length + 1);
  const error: Draft = {
    ...edit,
    id: 'error',
    kind: 'diagnostic',
    text: '',
    data: {
      change: 'appeared',
      instance: 'i',
      tool: 'css',
      code: '1',
      message: 'palette?',
      line: 1,
      lineText: 'palette',
    },
  };
  store.append([...before, error, edit], plan);
  expect(firstsOf(store)).toEqual(['e0']);
});

test('the first edits of all say nothing yet', () => {
  const store = emptyStore();
  store.append([...repeat(queue, 3), ...theme].map(editOf), createPlanner(store));
  expect(firstsOf(store)).toEqual(['e0']);
});

test('restarts in the middle, a rebuild and a transaction undone make no difference', () => {
  const line = fc.constantFrom(...queue, ...theme, 'docs/guide.md install', 'src/app.ts install palette');
  fc.assert(
    fc.property(fc.array(line, { minLength: 560, maxLength: 640 }), fc.nat(), fc.nat(), (lines, cut, undone) => {
      const drafts = lines.map(editOf);
      const atOnce = emptyStore();
      atOnce.append(drafts, createPlanner(atOnce));
      const expected = firstsOf(atOnce);
      const dump = atOnce.dump();
      atOnce.rebuild(createPlanner(atOnce));
      expect(atOnce.dump()).toBe(dump);
      leave();

      const store = emptyStore();
      const middle = cut % drafts.length;
      store.append(drafts.slice(0, middle), createPlanner(store));
      const plan = createPlanner(store);
      const failsAt = drafts[middle + (undone % (drafts.length - middle))]!.id;
      const rest = drafts.slice(middle);
      const failing = () =>
        store.append(rest, (event) => {
          if (event.id === failsAt) throw new Error('undone');
          return plan(event);
        });
      expect(failing).toThrow('undone');
      store.append(rest, plan);
      expect(firstsOf(store)).toEqual(expected);
      leave();
    }),
    { numRuns: 4 },
  );
});

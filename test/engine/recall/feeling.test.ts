// Places and how they feel: what happened in a story, and the line that says so.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { feelPlace } from '../../../src/engine/recall/feeling.ts';
import { planOn, project, remember, tell } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

function live(story: string | readonly Draft[]): MemoryStore {
  const memory = remember(typeof story === 'string' ? story : '');
  leave = memory.leave;
  if (typeof story !== 'string') memory.store.append(story, planOn(memory.store));
  return memory.store;
}

const feel = (store: MemoryStore, path: string) => feelPlace({ path }, project, store);
const felt = (store: MemoryStore, path: string) => {
  const { place, sentence, valence } = feel(store, path);
  return `${place.kind} ${place.key}: ${sentence} (risk ${valence.risk.toFixed(2)}, precision ${valence.precision})`;
};

const history = `
  09:00 commit c1 Add a queue: src/net/queue.ts src/net/socket.ts
  09:10 commit c2 Retry twice: src/net/queue.ts
  09:20 revert c3 of c2 Revert "Retry twice": src/net/queue.ts
  09:30 commit c4 Fix the deadlock: src/net/queue.ts
  09:40 commit c5 Describe the queue: docs/queue.md
`;

test('a place says in one line why it hurts, and the folders above it hurt with it', () => {
  const store = live(history);
  expect(felt(store, 'src/net/queue.ts')).toBe(
    'file src/net/queue.ts: reverted 1×, 1 fix in 4 commits; last hurt 12 Mar 2024 (risk 0.30, precision 4)',
  );
  expect(felt(store, 'src/net')).toBe(
    'folder src/net: reverted 1×, 1 fix in 4 commits; last hurt 12 Mar 2024 (risk 0.30, precision 4)',
  );
  expect(felt(store, '')).toBe(
    'folder : reverted 1×, 1 fix in 5 commits; last hurt 12 Mar 2024 (risk 0.24, precision 5)',
  );
  expect(felt(store, 'docs/queue.md')).toBe(
    'file docs/queue.md: 1 commit, none of them a repair (risk 0.00, precision 1)',
  );
});

test('a place of which nothing is known feels as the nearest folder above it, a foreign one as the project', () => {
  const store = live(history);
  expect(feel(store, 'src/net/new.ts').place).toEqual({ kind: 'folder', key: 'src/net' });
  expect(feelPlace({ path: 'src/net/queue.ts', symbol: 'push' }, project, store).place.kind).toBe('file');
  expect(feel(store, 'lib/other.ts').place).toEqual({ kind: 'folder', key: '' });
  expect(feelPlace({ path: 'src/net/queue.ts' }, 'commit:ffff', store)).toEqual({
    place: { kind: 'file', key: 'src/net/queue.ts' },
    valence: { outcome: 0, friction: 0, risk: 0, novelty: 0, affinity: 0, precision: 0 },
    sentence: '',
    evidence: [],
  });
});

test('every reason leads to the event that gave it last', () => {
  const store = live(history);
  const { evidence } = feel(store, 'src/net/queue.ts');
  const told = evidence.map(({ reason, times, lastEvent }) => {
    const event = store.event(lastEvent)!;
    return `${reason} ${times}× ${event.text}`;
  });
  expect(told).toEqual(['repair 1× Fix the deadlock', 'revert 1× Revert "Retry twice"', 'commit 2× Retry twice']);
});

test('what is known of a file goes along when it is renamed', () => {
  const store = live(`${history}
    10:00 rename c6 Move the queue: src/net/queue.ts > src/queue/index.ts`);
  expect(feel(store, 'src/queue/index.ts').sentence).toBe('reverted 1×, 1 fix in 5 commits; last hurt 12 Mar 2024');
});

test('a repair soon after is a risk of the commit that wrote the repaired line', () => {
  const withLines = (draft: Draft, before: string[], after: string[]): Draft =>
    draft.kind === 'commit'
      ? { ...draft, data: { ...draft.data, hunks: [{ path: draft.refs[0]!, startLine: 1, before, after }] } }
      : draft;
  const [first, second, repair, unrelated] = tell(`
    09:00 commit c1 Count the words: src/count.ts
    09:10 commit c2 Name the counter: src/count.ts
    09:20 commit c3 Fix the count of empty lines: src/count.ts
    09:30 commit c4 Fix the name: src/count.ts
  `);
  const store = live([
    withLines(first!, [], ['const total = lines.length;']),
    withLines(second!, [], ['const counterName = "words";']),
    withLines(repair!, ['const total = lines.length;'], ['const total = lines.filter(Boolean).length;']),
    withLines(unrelated!, ['  something that was there before'], []),
  ]);
  const caused = (id: string) =>
    store.links(store.episode(id)!.nodeId, { kinds: ['caused'], limit: 5 }).map((link) => store.nodeById(link.to)!.key);
  expect(caused(first!.id)).toEqual([repair!.id]);
  expect(caused(second!.id)).toEqual([]);
  expect(store.node(project, 'episode', first!.id)!.valence.risk).toBeCloseTo(0.2);
  expect(feel(store, 'src/count.ts').sentence).toBe(
    '2 fixes in 4 commits, 1 change soon repaired; last hurt 12 Mar 2024',
  );
});

test('feedback on what was shown is liking or dislike of its places', () => {
  const store = live(history);
  const shown = store.eventsOfKind(project, 'commit', 1)[0]!;
  const word = (id: string, subject: string, verdict: 'accepted' | 'dismissed'): Draft => ({
    id,
    at: shown.at + 60_000,
    kind: 'feedback',
    actor: 'developer',
    project,
    refs: [],
    text: '',
    data: { verdict, subject },
  });
  store.append(
    [
      word('f1', 'file:src/net/socket.ts', 'accepted'),
      word('f2', shown.id, 'dismissed'),
      word('f3', 'file:nowhere', 'dismissed'),
    ],
    planOn(store),
  );
  expect(feel(store, 'src/net/socket.ts').valence.affinity).toBeCloseTo((0.6 * 0.5) / 1.5);
  expect(feel(store, 'docs/queue.md').valence.affinity).toBeCloseTo((-0.6 * 0.5) / 1.5);
  expect(store.node(project, 'file', 'nowhere')).toBeUndefined();
});

test('a revert is felt at the definition that it changed, and by whatever stands in that', () => {
  const revert = tell('09:10 revert c2 of c1 Revert "Retry": src/queue.ts')[0] as Extract<Draft, { kind: 'revert' }>;
  const hunk = { path: 'src/queue.ts', startLine: 4, before: ['  retry();'], after: [], symbol: 'Queue' };
  const store = live([{ ...revert, data: { ...revert.data, hunks: [hunk] } }]);
  const feelSymbol = (symbol: string) => feelPlace({ path: 'src/queue.ts', symbol }, project, store).place;
  expect(feelSymbol('Queue.push')).toEqual({ kind: 'symbol', key: 'src/queue.ts#Queue' });
  expect(feelSymbol('Stack.push')).toEqual({ kind: 'file', key: 'src/queue.ts' });
});

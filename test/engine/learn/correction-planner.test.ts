// An agent changes something and the developer does not want it: what the memory makes of the developer's word or deed.
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/model/event.ts';
import type { MemoryStore } from '../../../src/engine/model/ports.ts';
import { createPlanner } from '../../../src/engine/plan-event.ts';
import { feelPlace } from '../../../src/engine/recall/feeling.ts';
import { planBrief } from '../../../src/engine/recall/session-brief.ts';
import { project, remember } from '../story.ts';

let leave = () => {};
afterEach(() => leave());

const session = 'agent:copilot:s1:';
const at = Date.UTC(2024, 2, 12, 9);
const head = (id: string, minute: number) => ({ id, at: at + minute * 60_000, project, refs: [], text: '' });

function said(minute: number, text: string, corrects = false): Draft {
  const data = { session: 's1', ...(corrects && { corrects: true as const }) };
  return { ...head(`${session}turn:${minute}`, minute), kind: 'agent-turn', actor: 'developer', text, data };
}

function changed(minute: number, actor: string, lines: string[], path = 'src/cart.ts'): Draft {
  const side = (sign: string) => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  const id = actor === 'developer' ? `edit:${minute}` : `${session}call:${minute}`;
  const hunks = [{ path, startLine: 1, before: side('-'), after: side('+'), symbol: 'total' }];
  const data = { hunks, cause: 'external' } as const;
  return { ...head(id, minute), kind: 'edit', actor: actor as 'developer', refs: [path], data };
}

function live(...drafts: Draft[]): MemoryStore {
  const memory = remember('');
  leave = memory.leave;
  memory.store.append(drafts, createPlanner(memory.store));
  return memory.store;
}

const feel = (store: MemoryStore, path = 'src/cart.ts', symbol?: string) =>
  feelPlace({ path, ...(symbol !== undefined && { symbol }) }, project, store).sentence;
const tried = (store: MemoryStore, path = 'src/cart.ts') => {
  const node = store.node(project, 'file', path)!;
  return store.links(node.id, { kinds: ['tried'], limit: 5 }).map(({ to }) => store.nodeById(to)!.key);
};
const work = changed(2, 'agent:copilot', ['-return sum(items);', '+return items.reduce(add);']);

test('a turn that says no is felt where the agent worked since it was last spoken to, and is a dead end there', () => {
  const earlier = changed(0, 'agent:copilot', ['+export {};'], 'src/other.ts');
  const no = said(3, 'No, keep the helper: it rounds to cents.', true);
  const store = live(earlier, said(1, 'Inline sum'), work, no);
  expect(feel(store)).toBe("1 agent's change turned down; last hurt 12 Mar 2024");
  expect(feel(store, 'src/cart.ts', 'total')).toBe("1 agent's change turned down; last hurt 12 Mar 2024");
  expect(feel(store, 'src/other.ts')).toBe(feel(store, 'src'));
  expect([tried(store), tried(store, 'src/other.ts')]).toEqual([[earlier.id], []]);
  const brief = planBrief({ project, memory: store, primed: [], paths: ['src/cart.ts'] });
  expect(brief.map(({ kind, text }) => `${kind}: ${text}`)).toContain(
    'dead-end: what an agent changed in src/cart.ts was turned down on 2024-03-12: “No, keep the helper: it rounds to cents.”',
  );
  const before = store.dump();
  store.rebuild(createPlanner(store));
  expect(store.dump()).toBe(before);
});

test('so is what the developer takes back by hand', () => {
  const back = changed(5, 'developer', ['-  return items.reduce(add);', '+  return sum(items);']);
  const store = live(said(1, 'Inline sum'), work, back);
  expect(feel(store)).toBe("1 agent's change turned down; last hurt 12 Mar 2024");
  expect(tried(store)).toHaveLength(1);
});

test.each([
  ['another word', said(3, 'Now the tests, please.')],
  [
    'an edit that goes on from there',
    changed(3, 'developer', ['-return items.reduce(add);', '+return items.reduce(plus, 0);']),
  ],
  ['an edit elsewhere in the file', changed(3, 'developer', ['-const a = 1;'])],
  ['the same lines much later', changed(90, 'developer', ['-return items.reduce(add);', '+return sum(items);'])],
])('%s turns nothing down', (_, next) => {
  const store = live(said(1, 'Inline sum'), work, next);
  expect(feel(store)).not.toContain('turned down');
  expect(tried(store)).toEqual([]);
});

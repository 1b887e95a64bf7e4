import { afterEach, expect, test } from 'vitest';
import { mapMemory } from '../../../src/engine/recall/memory-map.ts';
import { commit, project, type Remembered, remember } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

const nowMs = Date.parse('2024-03-01T00:00:00Z');
const story = () =>
  remember(
    commit('01-01', 'Add a cart', ['A src/cart.ts', 'A src/price.ts']),
    commit('01-02', 'Round the price', ['M src/cart.ts', 'M src/price.ts']),
    commit('01-03', 'Revert "Round the price"', ['M src/price.ts']),
    commit('01-04', 'Add emails', ['A src/email.ts']),
  );

test('a map has places and episodes, and the links among them', () => {
  remembered = story();
  const { nodes, links, total } = mapMemory(project, { nodesMax: 100, linksMax: 100 }, nowMs, remembered.memory);
  const label = (place: number) => nodes[place]!.label;
  expect(nodes.filter((node) => node.kind === 'file').map((node) => node.label)).toEqual([
    'src/price.ts',
    'src/cart.ts',
    'src/email.ts',
  ]);
  expect(nodes.find((node) => node.kind === 'episode')!.label).toBe('Add emails');
  expect(links[0]).toEqual({ from: 1, to: 0, kind: 'edited-with', strength: 2 });
  expect(links.map(({ from, to, kind }) => `${label(from)} ${kind} ${label(to)}`)).toContain(
    'Round the price mentions src/cart.ts',
  );
  expect(total.nodes).toBe(nodes.length);
});

test('what hurt feels worse, what was used often and lately is more active', () => {
  remembered = story();
  const { nodes } = mapMemory(project, { nodesMax: 100, linksMax: 0 }, nowMs, remembered.memory);
  const of = (label: string) => nodes.find((node) => node.label === label)!;
  expect(of('src/price.ts').feeling).toBeLessThan(of('src/email.ts').feeling);
  expect(of('src/price.ts').activation).toBe(1);
  expect(of('src/email.ts').activation).toBeLessThan(of('src/cart.ts').activation);
});

test('a small map keeps what matters most, and no link leads out of it', () => {
  remembered = story();
  const { nodes, links, total } = mapMemory(project, { nodesMax: 3, linksMax: 2 }, nowMs, remembered.memory);
  expect(nodes.map((node) => node.label)).toEqual(['src/price.ts', 'src/cart.ts', 'Add emails']);
  expect(links).toEqual([{ from: 1, to: 0, kind: 'edited-with', strength: 2 }]);
  expect(total.nodes).toBe(7);
});

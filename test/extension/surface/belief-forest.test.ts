import { expect, test } from 'vitest';
import { type BeliefTree, growBeliefForest } from '../../../src/extension/surface/belief-forest.ts';
import type { WireBelief } from '../../../src/protocol/belief.ts';

const belief = (key: string, level: WireBelief['level'], confidence: number, parent?: string) =>
  ({ key, level, confidence, support: 1, ...(parent !== undefined && { parent }) }) as WireBelief;

const draw = (trees: readonly BeliefTree[]): string =>
  trees.map(({ belief: { key }, children }) => (children.length === 0 ? key : `${key}(${draw(children)})`)).join(' ');

test('beliefs stand under the wider ones, the firmest first', () => {
  const beliefs = [
    belief('note', 'situation', 0.99, 'mid'),
    belief('lone', 'situation', 0.9, 'gone'),
    belief('mid', 'intermediate', 0.8, 'core'),
    belief('other', 'intermediate', 0.9, 'core'),
    belief('core', 'core', 0.7),
  ];
  expect(draw(growBeliefForest(beliefs))).toBe('core(other mid(note)) lone');
});

test('beliefs that name each other are no endless tree', () => {
  expect(draw(growBeliefForest([belief('a', 'core', 1, 'b'), belief('b', 'core', 1, 'a')]))).toBe('');
});

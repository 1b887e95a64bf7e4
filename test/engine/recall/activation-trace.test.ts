import { afterEach, expect, test } from 'vitest';
import type { ActivationTrace } from '../../../src/engine/model/recollection.ts';
import { seedsOfEvidence, seedsOfNode, traceActivation } from '../../../src/engine/recall/activation-trace.ts';
import { commit, project, type Remembered, remember } from './remembered.ts';

let remembered: Remembered;
afterEach(() => remembered.close());

const story = () =>
  remember(
    commit('01-01', 'Add a cart', ['A src/cart.ts', 'A src/price.ts']),
    commit('01-02', 'Round the price', ['M src/price.ts']),
    commit('01-03', 'Add emails', ['A src/email.ts']),
  );

/** A line a hop: what was reached, and by which links. */
function tell({ nodes, hops }: ActivationTrace): string {
  const label = (place: number) => nodes[place]!.label;
  return hops
    .map(({ reached, links }) => {
      const nodes = reached.map(({ node, activation, cue }) => `${label(node)} ${activation.toFixed(2)}${cue ?? ''}`);
      const ways = links.map(({ from, to, kind }) => `${label(from)} > ${label(to)} ${kind}`);
      return [nodes.join(', '), ...ways].join(' | ');
    })
    .join('\n');
}

test('a file brings its episodes to mind, these their other files, and each hop tells by which links', () => {
  remembered = story();
  const seeds = seedsOfNode(project, 'file', 'src/cart.ts', remembered.memory);
  expect(tell(traceActivation(seeds, project, remembered.memory))).toMatchInlineSnapshot(`
    "src/cart.ts 1.00what was chosen
    Add a cart 0.65 | src/cart.ts > Add a cart mentions
    src/cart.ts 0.21, src/price.ts 0.21 | Add a cart > src/price.ts mentions | Add a cart > src/cart.ts mentions
    Add a cart 0.21, Round the price 0.07 | src/cart.ts > Add a cart mentions | src/price.ts > Round the price mentions | src/price.ts > Add a cart mentions"
  `);
});

test('an answer is traced from the episodes of its evidence, as strong as they weigh', () => {
  remembered = story();
  const episodes = remembered.memory.episodes(project, { limit: 10, offset: 0 }).episodes;
  const piece = { event: 'e', at: 0, title: '', excerpt: '', paths: [], reasons: ['words: price'] };
  const evidence = [
    { ...piece, episode: episodes[1]!.id, weight: 0.9 },
    { ...piece, episode: episodes[2]!.id, weight: 0.3 },
  ];
  const { nodes, hops } = traceActivation(seedsOfEvidence(evidence, remembered.memory), project, remembered.memory);
  expect(hops[0]!.reached.map(({ node, activation, cue }) => [nodes[node]!.label, activation, cue])).toEqual([
    ['Round the price', 0.75, 'words: price'],
    ['Add a cart', 0.25, 'words: price'],
  ]);
  // Nothing comes from nothing: what a hop carries is less than what the one before held.
  const sums = hops.map(({ reached }) => reached.reduce((sum, { activation }) => sum + activation, 0));
  expect(sums.toSorted((a, b) => b - a)).toEqual(sums);
});

test('what the memory does not hold brings nothing to mind', () => {
  remembered = story();
  const seeds = seedsOfNode(project, 'file', 'src/never-seen.ts', remembered.memory);
  expect(traceActivation(seeds, project, remembered.memory)).toEqual({ nodes: [], hops: [] });
});

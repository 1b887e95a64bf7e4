import { expect, test } from 'vitest';
import { layoutMap } from '../../src/explorer/map-layout.ts';
import { parseColour } from '../../src/explorer/map-theme.ts';
import type { WireMap } from '../../src/protocol/map.ts';

type Link = readonly [from: number, to: number];

/** Nodes as `kind key`, the later ones used later. */
function mapOf(nodes: readonly string[], links: readonly Link[]): WireMap {
  const split = nodes.map((node) => node.split(' ') as [string, string]);
  const fill = (value: number) => nodes.map(() => value);
  return {
    nodes: {
      kind: split.map(([kind]) => kind),
      key: split.map(([, key]) => key),
      label: split.map(([, key]) => key),
      feeling: fill(0),
      activation: fill(0),
      lastAt: nodes.map((_, i) => i),
    },
    own: {},
    links: {
      from: links.map(([from]) => from),
      to: links.map(([, to]) => to),
      kind: links.map(() => 'mentions'),
      strength: links.map(() => 1),
    },
    total: { nodes: nodes.length, links: links.length },
  };
}

const nodes = [
  'file src/a/one.ts',
  'file src/a/two.ts',
  'file src/b/three.ts',
  'file test/four.ts',
  'episode old',
  'episode new',
  'belief fragile',
  'error TS1',
];
const links: Link[] = [
  [4, 0],
  [4, 1],
  [5, 3],
  [7, 4],
];
const { x, y } = layoutMap(mapOf(nodes, links));
const radius = (node: number) => Math.hypot(x[node]!, y[node]!);
/** Between two directions, in [0, π]. */
const angle = (a: number, b: number) => {
  const apart = Math.abs(Math.atan2(y[a]!, x[a]!) - Math.atan2(y[b]!, x[b]!));
  return Math.min(apart, 2 * Math.PI - apart);
};

test('beliefs stand in the middle, files around them, episodes outside, the latest nearest', () => {
  expect(radius(6)).toBeLessThan(radius(7));
  expect(radius(7)).toBeLessThan(radius(0));
  expect(radius(0)).toBeLessThan(radius(5));
  expect(radius(5)).toBeLessThan(radius(4));
});

test('what is linked lies in one direction, and files lie by their folders', () => {
  expect(angle(5, 3)).toBeLessThan(0.1);
  expect(angle(7, 4)).toBeLessThan(0.1);
  expect(angle(4, 0) + angle(4, 1)).toBeCloseTo(angle(0, 1), 5);
  expect(angle(0, 1)).toBeLessThan(angle(1, 2));
});

test('the same memory gives the same map, and an empty one gives none', () => {
  expect(layoutMap(mapOf(nodes, links))).toEqual({ x, y });
  expect(layoutMap(mapOf([], []))).toEqual({ x: new Float64Array(), y: new Float64Array() });
});

test('colours are read in every form in which the editor gives them', () => {
  expect(['#fff', '#3794ff', '#3794ff80', 'rgba(1, 2, 3, 0.5)', 'rgb(1 2 3)', 'red'].map(parseColour)).toEqual([
    [255, 255, 255],
    [55, 148, 255],
    [55, 148, 255],
    [1, 2, 3],
    [1, 2, 3],
    undefined,
  ]);
});

// The hunks of a resolved error keep their order and get the names of where they stand.
import { expect, test } from 'vitest';
import { nameResolution } from '../../../src/extension/sense/hunk-naming.ts';
import type { SymbolNamer } from '../../../src/extension/sense/symbol-namer.ts';
import type { WireObservation } from '../../../src/protocol/observe.ts';

const namer: SymbolNamer = {
  // Named by their place in what was asked.
  name: async (_, __, hunks) => hunks.map((hunk, index) => ({ ...hunk, symbol: `at ${index}` })),
  dispose: () => {},
};
const hunk = (startLine: number) => ({ path: '/a.ts', startLine, before: ['x'], after: ['y'] });
const error = { instance: 'i', tool: 'ts', code: '1', message: 'm', line: 9, lineText: 'l' };
const observation = (hunks: ReturnType<typeof hunk>[], change = 'resolved') =>
  ({ kind: 'diagnostic', paths: ['/a.ts'], data: { ...error, change, clearing: 'edit', hunks } }) as WireObservation;

test('the nearest stays first', async () => {
  const named = await nameResolution(observation([hunk(9), hunk(2)]), () => 'text', namer);
  expect(named).toMatchObject({
    data: {
      hunks: [
        { startLine: 9, symbol: 'at 1' },
        { startLine: 2, symbol: 'at 0' },
      ],
    },
  });
});

test('nothing is waited for where there is nothing to name', () => {
  expect(nameResolution(observation([]), () => 'text', namer)).toBeUndefined();
  expect(nameResolution(observation([hunk(1)]), () => undefined, namer)).toBeUndefined();
  expect(nameResolution(observation([hunk(1)], 'appeared'), () => 'text', namer)).toBeUndefined();
});

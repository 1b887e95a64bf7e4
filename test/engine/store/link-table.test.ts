// That links which are kept at hand are those that stand in the database, whatever is strengthened, renamed or derived again.
import { expect, it } from 'vitest';
import type { LinkWay } from '../../../src/engine/model/node.ts';
import { makeStore, planCommands, tell } from './small-memory.ts';

const project = 'folder:/orders';
const ways: readonly LinkWay[] = [
  { kind: 'mentions', direction: 'out' },
  { kind: 'mentions', direction: 'in' },
];

it('gives the links as they are now', () => {
  const store = makeStore();
  const near = (key: string) => {
    const node = store.node(project, 'file', key)!;
    return store
      .newestLinks(node.id, ways, 2)
      .map(({ id, strength }) => `${store.nodeById(id)!.key} ${strength.toFixed(1)}`);
  };
  tell(store, ['link a.ts b.ts#mentions']);
  expect([near('a.ts'), near('b.ts')]).toEqual([['b.ts 0.1'], ['a.ts 0.1']]);
  tell(store, ['link a.ts b.ts#mentions', 'link a.ts c.ts#mentions'], 2);
  expect([near('a.ts'), near('b.ts'), near('c.ts')]).toEqual([['c.ts 0.1', 'b.ts 0.2'], ['a.ts 0.2'], ['a.ts 0.1']]);
  tell(store, ['rename b.ts c.ts'], 4);
  expect([near('a.ts'), near('c.ts')]).toEqual([['c.ts 0.3'], ['a.ts 0.3']]);
  store.rebuild(planCommands(store));
  expect([near('a.ts'), near('c.ts')]).toEqual([['c.ts 0.3'], ['a.ts 0.3']]);
});

// The budget of space as the wire knows it.
import { storageBudgetMethod, storageBudgetParams } from '../../protocol/storage-budget.ts';
import type { Engine } from '../engine.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listStorageMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(storageBudgetMethod, storageBudgetParams, ({ megabytes }) => {
      engine.keepWithin(megabytes * 1_000_000);
      return {};
    }),
  ];
}

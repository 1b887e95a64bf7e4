// What clients tell the gate and ask of it: what a folder keeps out, and what was turned away.
import { excludeMethod, excludeParams } from '../../protocol/exclusion.ts';
import { ledgerMethod, ledgerParams } from '../../protocol/ledger.ts';
import type { Engine } from '../engine.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listGateMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(excludeMethod, excludeParams, async ({ folder, globs }) => {
      await engine.exclude(folder, globs);
      return {};
    }),
    on(ledgerMethod, ledgerParams, () => ({
      entries: engine.ledger().map(({ reason, kind, count }) => ({ reason, kind, count })),
    })),
  ];
}

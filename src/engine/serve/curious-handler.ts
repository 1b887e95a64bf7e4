// What the memory is curious about, as the wire knows it.
import {
  curiousMethod,
  curiousParams,
  investigateMethod,
  investigateParams,
  type WireCurious,
  type WireInvestigation,
  type WireWonder,
} from '../../protocol/curious.ts';
import type { Engine } from '../engine.ts';
import type { CuriousItem } from '../model/curiosity.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listCuriousMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(
      curiousMethod,
      curiousParams,
      async ({ folder }): Promise<WireCurious> => ({
        wonders: (await engine.curious(folder)).map(fromItem),
      }),
    ),
    on(investigateMethod, investigateParams, async ({ folder, key }, { signal }): Promise<WireInvestigation> => {
      const item = await engine.investigate(folder, key, signal);
      return item === undefined ? {} : { wonder: fromItem(item) };
    }),
  ];
}

function fromItem({ key, kind, title, reason, place, paths, worth, finding }: CuriousItem): WireWonder {
  return {
    ...{ key, kind, title, reason, place, worth },
    paths: [...paths],
    ...(finding !== undefined && { finding: { text: finding.text, at: finding.at } }),
  };
}

// How memories stand, over the wire.
import { standingMethod, standingParams, type WireStanding } from '../../protocol/standing.ts';
import type { Engine } from '../engine.ts';
import type { Standing } from '../model/standing.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listStandingMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(standingMethod, standingParams, async ({ folder, subjects }) => {
      const found = await engine.standings(folder, subjects);
      return { standings: [...found].map(([subject, standing]) => fromStanding(subject, standing)) };
    }),
  ];
}

function fromStanding(subject: string, { pinned, correction }: Standing): WireStanding {
  return { subject, pinned, ...(correction !== undefined && { correction: { ...correction } }) };
}

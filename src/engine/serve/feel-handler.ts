// How a place feels, as the wire knows it.
import { feelMethod, feelParams, type WireFeeling } from '../../protocol/feel.ts';
import type { Engine } from '../engine.ts';
import type { ToldFeeling } from '../model/recollection.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listFeelMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(feelMethod, feelParams, async ({ folder, path, symbol }) =>
      fromFeeling(await engine.feel(folder, { path, ...(symbol !== undefined && { symbol }) })),
    ),
  ];
}

function fromFeeling({ place, valence, sentence, evidence, isUnwanted }: ToldFeeling): WireFeeling {
  const { outcome, friction, risk, novelty, affinity, precision } = valence;
  return {
    place: { kind: place.kind, key: place.key },
    valence: { outcome, friction, risk, novelty, affinity, precision },
    sentence,
    evidence: evidence.map(({ reason, times, lastAt, lastEvent }) => ({
      event: lastEvent,
      reason,
      times,
      at: lastAt,
    })),
    isUnwanted,
  };
}

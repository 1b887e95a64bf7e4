// Priming over the wire: what is at hand in, what it brings to mind out, field by field.

import type { z } from 'zod';
import { primeMethod, primeParams, type primeResult, type WirePrimedItem } from '../../protocol/prime.ts';
import type { Engine } from '../engine.ts';
import type { PrimeContext, PrimedItem, Priming } from '../model/priming.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listPrimeMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(primeMethod, primeParams, async (params) =>
      fromPriming(await engine.prime(params.folder, toContext(params), params.limit)),
    ),
  ];
}

/** Its paths are absolute still. */
function toContext({ path, lines, text, error, exclude }: z.output<typeof primeParams>): PrimeContext {
  return {
    ...(path !== undefined && { path }),
    removed: lines?.removed ?? [],
    added: lines?.added ?? [],
    ...(text !== undefined && { text }),
    ...(error !== undefined && { error }),
    exclude,
  };
}

function fromPriming({ items, isSure, isWhole }: Priming): z.infer<typeof primeResult> {
  return { items: items.map(fromItem), isSure, isWhole };
}

function fromItem({ kind, key, label, probability, reasons, valence }: PrimedItem): WirePrimedItem {
  return {
    kind,
    key,
    label,
    probability,
    reasons: reasons.map(({ phrase, cue, weight, isTie }) => ({
      phrase,
      cue,
      weight,
      ...(isTie !== undefined && { isTie }),
    })),
    ...(valence !== undefined && { valence: { ...valence } }),
  };
}

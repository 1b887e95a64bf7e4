// The choice of the encoder as the wire knows it. A choice that is in force already costs nothing, since every window
// sends its own when it comes.
import path from 'node:path';
import type { z } from 'zod';
import { exchangeEncoderMethod, exchangeEncoderParams, type exchangeEncoderResult } from '../../protocol/encoder.ts';
import type { Engine } from '../engine.ts';
import { readEncoderChoice, writeEncoderChoice } from './encoder-choice.ts';
import { type MemoryMethod, on } from './memory-method.ts';

type Result = z.infer<typeof exchangeEncoderResult>;

export function listEncoderMethods(engine: Engine, directoryOf: () => string): [string, MemoryMethod][] {
  return [
    on(exchangeEncoderMethod, exchangeEncoderParams, async ({ folder }): Promise<Result> => {
      const chosen = folder === '' ? '' : path.resolve(folder);
      if (readEncoderChoice(directoryOf()) === chosen) return {};
      const exchanged = await engine.exchangeEncoder(chosen);
      if ('notice' in exchanged) return { problem: exchanged.notice };
      writeEncoderChoice(directoryOf(), chosen);
      return {};
    }),
  ];
}

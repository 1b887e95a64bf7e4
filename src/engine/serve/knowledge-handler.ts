// How well the developer knows a place, as the wire knows it.
import { knowledgeMethod, knowledgeParams, type WireKnowledge } from '../../protocol/knowledge.ts';
import type { Engine } from '../engine.ts';
import { type MemoryMethod, on } from './memory-method.ts';

export function listKnowledgeMethods(engine: Engine): [string, MemoryMethod][] {
  return [
    on(knowledgeMethod, knowledgeParams, async ({ folder, path }): Promise<WireKnowledge> => {
      const { place, probability, days, lastAt, sentence } = await engine.knowledge(folder, path);
      return {
        place: { kind: place.kind, key: place.key },
        ...{ probability, days, sentence },
        ...(lastAt !== undefined && { lastAt }),
      };
    }),
  ];
}

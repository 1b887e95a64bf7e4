// By what an order to a model is known: all phrases and pairs, compiled.
import { orderPairs } from './order-pair.ts';
import { orderPhrases } from './order-phrase.ts';

export const orderPatterns: readonly RegExp[] = [...orderPhrases, ...orderPairs].map(
  (pattern) => new RegExp(pattern, 'iu'),
);

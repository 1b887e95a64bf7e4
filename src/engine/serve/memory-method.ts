// What a method of the engine is to the wire: params that are checked, and what runs with them.
import type { z } from 'zod';
import type { ImportProgress } from '../../protocol/lifecycle.ts';

/** What a call needs beside its params. */
export interface CallContext {
  /** Aborted when the client takes the request back or goes. */
  readonly signal: AbortSignal;
  readonly sendImportProgress: (progress: ImportProgress) => void;
}

export interface MemoryMethod {
  readonly params: z.ZodType;
  readonly run: (params: never, context: CallContext) => Promise<object> | object;
}

/** Ties the params of a method to what runs it; a table then holds methods of all kinds. */
export function on<S extends z.ZodType>(
  method: string,
  params: S,
  run: (params: z.infer<S>, context: CallContext) => Promise<object> | object,
): [string, MemoryMethod] {
  return [method, { params, run }];
}

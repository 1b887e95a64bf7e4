// What a method of the engine is to the wire: params that are checked, and what runs with them.
import type { z } from 'zod';
import type { ImportProgress } from '../../protocol/lifecycle.ts';
import type { UpkeepOutcome } from '../model/upkeep.ts';

/** What a call needs beside its params. */
export interface CallContext {
  /** Aborted when the client takes the request back or goes. */
  readonly signal: AbortSignal;
  readonly sendImportProgress: (progress: ImportProgress) => void;
  /** To this client alone; nothing where it has gone. */
  readonly notify: (method: string, params: object) => void;
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

/** Thrown for an id or a path that the memory does not hold. */
export class UnknownIdError extends Error {
  override readonly name = 'UnknownIdError';
}

/** Thrown where a request was taken back before it had changed anything. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('The request was taken back; nothing was changed.');
  }
}

/** @throws where work on the whole log was cancelled, or could not be done */
export function demandDone<T>(outcome: UpkeepOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  if (outcome.problem === 'cancelled') throw new CancelledError();
  throw new Error(outcome.message);
}

// What every command of the terminal shares: an open connection, a way to print, and one way to fail.
import type { z } from 'zod';
import type { EngineConnection } from '../../client/engine-connection.ts';
import type { ReplyProblem } from '../../client/reply.ts';
import type { Ink } from './plain-text.ts';

/** `failed`: the engine could not, or found something wrong. `interrupted`: by Ctrl+C. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unreachable: 3, interrupted: 130 } as const;

/** Ends a command with a message for the user and an exit code. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export interface CommandRun {
  /** Absolute. */
  readonly folder: string;
  /** Of a `recall`; empty elsewhere. */
  readonly question: string;
  readonly isJson: boolean;
  readonly ink: Ink;
  readonly engine: EngineConnection;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  readonly print: (...lines: string[]) => void;
}

/** @throws CommandFailure with the engine's own message where it has no answer */
export async function demand<S extends z.ZodType>(
  { engine, signal }: CommandRun,
  method: string,
  params: object,
  schema: S,
): Promise<z.infer<S>> {
  const reply = await engine.request(method, params, schema, signal);
  if (reply.ok) return reply.value;
  throw new CommandFailure(reply.message, exitCodeOf(reply.problem));
}

function exitCodeOf(problem: ReplyProblem): number {
  if (problem === 'away') return exitCodes.unreachable;
  return problem === 'cancelled' ? exitCodes.interrupted : exitCodes.failed;
}

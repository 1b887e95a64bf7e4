// What a client gets for a request: the checked result, or why there is none. Nobody can use the one without having
// looked for the other.
import { ErrorCodes } from 'vscode-jsonrpc/node';
import type { z } from 'zod';

/** LSP's code for a request that its sender took back. */
export const requestCancelled = -32800;

export type ReplyProblem =
  /** No engine is there to answer, or it is going: try again later. */
  | 'away'
  | 'cancelled'
  /** The engine says that the request is wrong. */
  | 'refused'
  /** The engine tried and could not: its message says why. */
  | 'failed'
  /** The engine's answer is not what the protocol says. */
  | 'malformed';

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ReplyProblem; readonly message: string };

/** Waits for a raw answer and tells what it is. Never rejects. */
export async function readReply<S extends z.ZodType>(
  method: string,
  schema: S,
  answer: Promise<unknown>,
): Promise<Reply<z.infer<S>>> {
  let raw: unknown;
  try {
    raw = await answer;
  } catch (error) {
    return { ok: false, problem: problemOf(error), message: (error as Error).message };
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: 'malformed', message: `The engine's answer to ${method} is not what was agreed.` };
}

/** By the code alone: a language client's errors may be of another copy of the class. */
function problemOf(error: unknown): ReplyProblem {
  switch ((error as { code?: unknown }).code) {
    case requestCancelled:
      return 'cancelled';
    case ErrorCodes.InternalError:
      return 'failed';
    case ErrorCodes.InvalidParams:
    case ErrorCodes.InvalidRequest:
    case ErrorCodes.MethodNotFound:
    case ErrorCodes.ServerNotInitialized:
      return 'refused';
    default:
      return 'away'; // The remaining codes are those of a connection that closes and of an engine that retires.
  }
}

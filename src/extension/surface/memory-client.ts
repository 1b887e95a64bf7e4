// What the surfaces need of the engine, so that none of them knows how it is reached.
import type { CancellationToken, Disposable } from 'vscode';
import type { z } from 'zod';
import type { Reply } from '../../client/reply.ts';

export interface MemoryClient {
  /** Never rejects. While the engine starts, the request waits for it. */
  request<S extends z.ZodType>(
    method: string,
    params: object,
    schema: S,
    token?: CancellationToken,
  ): Promise<Reply<z.infer<S>>>;
  /** Sends the observations that wait; what is asked afterwards is answered by a memory that knows them. */
  flush(): Promise<number>;
  onNotification<S extends z.ZodType>(method: string, schema: S, listener: (params: z.infer<S>) => void): Disposable;
}

// The page's one way out: messages to the editor that hosts it, checked messages back, and a little state that the
// editor keeps while the page is hidden or the window reloads.
import { z } from 'zod';
import { type FromPage, type ToPage, toPageSchema } from '../protocol/explorer-page.ts';

/** The views of the page, the first one shown first. */
export type ViewName = (typeof viewNames)[number];
const viewNames = ['timeline', 'map', 'insights'] as const;

/** What is kept over a reload. */
const keptSchema = z.object({
  query: z.string().max(500),
  selected: z.string().max(200).optional(),
  /** CSS pixels. */
  scrollTop: z.number().min(0),
  /** How many episodes were known, so that as many are asked for again. */
  known: z.number().int().min(0),
  view: z.enum(viewNames).optional(),
  /** The question whose answer was read. */
  asked: z.string().max(500).optional(),
});
export type KeptState = z.infer<typeof keptSchema>;

const nothingKept: KeptState = { query: '', scrollTop: 0, known: 0 };

export interface HostPort {
  post(message: FromPage): void;
  /** @param onProblem is told of a message that the protocol does not know; it reaches no view */
  listen(onMessage: (message: ToPage) => void, onProblem: (problem: string) => void): void;
  read(): KeptState;
  keep(state: KeptState): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** @throws outside a webview, and when called twice: the editor hands its API out once */
export function openHostPort(): HostPort {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    listen: (onMessage, onProblem) => {
      window.addEventListener('message', (event) => {
        const checked = toPageSchema.safeParse(event.data);
        if (checked.success) onMessage(checked.data);
        else onProblem(`a message was not understood: ${z.prettifyError(checked.error)}`);
      });
    },
    read: () => keptSchema.safeParse(api.getState()).data ?? nothingKept,
    keep: (state) => api.setState(state),
  };
}

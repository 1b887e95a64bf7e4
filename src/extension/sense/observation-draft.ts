// What a sensor noticed comes in, an observation ready for the engine goes out.
import { randomUUID } from 'node:crypto';
import type { WireObservation } from '../../protocol/observe.ts';

type DataOf = { [O in WireObservation as O['kind']]: O['data'] };

/** A file in a workspace folder; both absolute. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

export type Report = (observation: WireObservation) => void;

/** An observation of the developer's doing in a file, now. */
export function draftObservation<K extends keyof DataOf>(
  kind: K,
  place: Place,
  data: DataOf[K],
  text = '',
): WireObservation {
  return draftWorkObservation(kind, { folder: place.folder, paths: [place.path] }, data, text);
}

/** An observation of what happened in a folder, now; by the developer, where nobody else is named. */
export function draftWorkObservation<K extends keyof DataOf>(
  kind: K,
  site: { readonly folder: string; readonly paths?: readonly string[]; readonly actor?: `tool:${string}` },
  data: DataOf[K],
  text: string,
): WireObservation {
  const { folder, paths = [], actor = 'developer' } = site;
  // TypeScript cannot tie `kind` to `data` inside a union.
  return { id: randomUUID(), at: Date.now(), actor, folder, paths: [...paths], text, kind, data } as WireObservation;
}

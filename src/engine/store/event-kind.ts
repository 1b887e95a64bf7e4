// Kinds of events in, what stands for them in the log out: their place in the list, which may grow at its end alone.
import { type EventKind, eventKinds } from '../model/event.ts';

/** Of what is no kind, nothing that stands anywhere. */
export const kindCode = (kind: string): string => String(eventKinds.indexOf(kind as EventKind));

/** For a list in SQL. */
export const kindCodes = (kinds: readonly EventKind[]): string => kinds.map((kind) => `'${kindCode(kind)}'`).join(', ');

export const kindOfCode = (code: string): EventKind => eventKinds[Number(code)]!;

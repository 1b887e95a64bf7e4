// Whether an event holds a text, wherever in it the text may stand. Texts are compared without regard to letter case
// and to how accented letters are composed; lists of lines are read as the one text they are.
import type { MemoryEvent } from '../model/event.ts';

/** @param text at least one character */
export function createTextMatch(text: string): (event: MemoryEvent) => boolean {
  const wanted = foldText(text);
  return ({ id, actor, project, refs, text: own, data }) =>
    [id, actor, project, own].some((part) => foldText(part).includes(wanted)) ||
    holds(refs, wanted) ||
    holds(data, wanted);
}

function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function holds(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') return foldText(value).includes(wanted);
  if (typeof value === 'number') return String(value).includes(wanted);
  if (typeof value !== 'object' || value === null) return false;
  if (isLines(value) && foldText(value.join('\n')).includes(wanted)) return true;
  return Object.values(value).some((field) => holds(field, wanted));
}

function isLines(value: object): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Every text that an event holds, line by line. */
export function* textsOf({ id, text, refs, data }: MemoryEvent): Generator<string> {
  yield id;
  yield* text.split('\n');
  yield* refs;
  yield* leavesOf(data);
}

function* leavesOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield* value.split('\n');
  else if (typeof value === 'object' && value !== null)
    for (const field of Object.values(value)) yield* leavesOf(field);
}

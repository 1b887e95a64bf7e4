// Whether a place still is what evidence says of it. In, an event, one of its places and the file as it is now; out, that
// the file is gone, that it has changed there, or nothing where it holds. Deciding only: whoever asks has read the file.
import type { FileNow, PlaceNow } from '../model/citation.ts';
import type { Hunk, MemoryEvent } from '../model/event.ts';

/** A line says where it stands if it holds so much: brackets and `return;` stand anywhere. */
const telling = /[\p{L}\p{N}_].*[\p{L}\p{N}_]{2}/u;
const lineCharsMin = 8;
const linesMax = 200;
/** Of the lines that the event left at the place, as many must be there still. */
const shareMin = 0.5;

/**
 * @param event what is cited; undefined where only the existence of the place is cited
 * @returns undefined where the place stands as the event left it, or where nothing tells that it does not
 */
export function checkPlace(event: MemoryEvent | undefined, path: string, file: FileNow): PlaceNow | undefined {
  if (!file.there) return 'gone';
  if (event === undefined || file.text === undefined) return undefined;
  const hunks = hunksOf(event).filter((hunk) => hunk.path === path);
  const left = linesLeft(event, hunks, path);
  if (left.length > 0 && !stands(left, file.text)) return 'changed';
  return hunks.every(({ symbol }) => symbol === undefined || holdsName(file.text!, symbol)) ? undefined : 'changed';
}

/** Line by line first, which is quick; then token by token, however the lines have been laid out anew since. */
function stands(left: readonly string[], text: string): boolean {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  const isEnough = (kept: readonly string[]) => kept.length / left.length >= shareMin;
  if (isEnough(left.filter((line) => lines.has(line)))) return true;
  const code = layBare(text);
  return isEnough(left.filter((line) => code.includes(layBare(line))));
}

/** The tokens, each between two spaces, without the marks that a formatter sets, drops or turns. */
function layBare(text: string): string {
  const tokens = text.replaceAll(/["`]/g, "'").match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
  const closers = [')', ']', '}', '>'];
  const kept = tokens.filter((token, i) => token !== ';' && !(token === ',' && closers.includes(tokens[i + 1] ?? ')')));
  return ` ${kept.join(' ')} `;
}

/** What the event says stands there, trimmed. */
function linesLeft(event: MemoryEvent, hunks: readonly Hunk[], path: string): string[] {
  const lines = hunks.flatMap(({ after }) => after);
  const isMet = event.kind === 'diagnostic' && event.data.change === 'appeared' && event.refs[0] === path;
  return [...lines, ...(isMet ? [event.data.lineText] : [])]
    .map((line) => line.trim())
    .filter((line) => line.length >= lineCharsMin && telling.test(line))
    .slice(0, linesMax);
}

function hunksOf(event: MemoryEvent): readonly Hunk[] {
  switch (event.kind) {
    case 'edit':
    case 'commit':
    case 'revert':
      return event.data.hunks;
    case 'diagnostic':
      return event.data.change === 'resolved' ? event.data.hunks : [];
    default:
      return [];
  }
}

/** @param symbol with what encloses it: `Queue.push` */
function holdsName(text: string, symbol: string): boolean {
  const name = symbol
    .split(/[.#:]+/)
    .at(-1)!
    .trim();
  return name === '' || text.includes(name);
}

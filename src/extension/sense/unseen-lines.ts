// What was typed while nothing was to be recorded stands in the files afterwards. Observations come in, with such lines
// around or inside what they tell of; they go out without them.
import type { WireHunk, WireObservation } from '../../protocol/observe.ts';
import { UnseenWords } from './unseen-words.ts';

/** Shorter lines, such as a closing brace, are everywhere and give nothing away. */
const lineCharsMin = 4;
const linesMax = 10_000;

export class UnseenLines {
  /** By absolute path; lines without their indentation. */
  readonly #lines = new Map<string, Set<string>>();
  readonly #words = new UnseenWords();

  /** The file had the one text when the looking stopped, and has the other now. */
  add(path: string, before: string, now: string): void {
    if (before === now) return;
    this.#words.add(before, now);
    const known = new Set(before.split('\n').map(plain));
    this.#hide(
      path,
      now.split('\n').filter((line) => !known.has(plain(line))),
    );
  }

  /** The very same observation where it holds no such line. */
  cover(observation: WireObservation): WireObservation {
    if (this.#lines.size === 0) return observation;
    // The shape stays what it was, which TypeScript cannot follow through the union.
    if (observation.kind === 'edit') {
      const hunks = observation.data.hunks.map((hunk) => this.#coverHunk(hunk));
      return { ...observation, data: { ...observation.data, hunks } };
    }
    // A cell of a notebook that was run is told whole.
    if (observation.kind === 'command') {
      const path = observation.paths[0] ?? '';
      const seen = observation.text.split('\n').filter((line) => !this.#isUnseen(path, line));
      return { ...observation, text: seen.join('\n') };
    }
    if (observation.kind !== 'diagnostic') return observation;
    const { data } = observation;
    const isUnseen = this.#isUnseen(observation.paths[0] ?? '', data.lineText);
    const lineText = isUnseen ? '' : this.#words.coverCode(data.lineText);
    const unseenLine = isUnseen ? data.lineText : '';
    const message = this.#words.coverMessage(data.message, unseenLine);
    const text = this.#words.coverMessage(observation.text, unseenLine);
    if (data.change === 'appeared') return { ...observation, text, data: { ...data, message, lineText } };
    const hunks = data.hunks.map((hunk) => this.#coverHunk(hunk));
    return { ...observation, text, data: { ...data, message, lineText, hunks } };
  }

  #hide(path: string, lines: readonly string[]): void {
    const unseen = this.#lines.get(path) ?? new Set();
    for (const line of lines.map(plain)) {
      if (line.length >= lineCharsMin && unseen.size < linesMax) unseen.add(line);
    }
    if (unseen.size > 0) this.#lines.set(path, unseen);
  }

  #coverHunk(hunk: WireHunk): WireHunk {
    if (!this.#lines.has(hunk.path)) return hunk;
    const isUnseen = (line: string) => this.#isUnseen(hunk.path, line);
    // What an unseen line was changed to still holds part of it.
    if (hunk.before.some(isUnseen)) this.#hide(hunk.path, hunk.after);
    const blank = (lines: readonly string[]) => lines.map((line) => (isUnseen(line) ? '' : line));
    const { symbol, ...rest } = hunk;
    const { lead = [], trail = [] } = hunk;
    const firstUnseen = trail.findIndex(isUnseen);
    return {
      ...rest,
      ...(symbol !== undefined && !this.#words.holds(symbol) && { symbol }),
      before: blank(hunk.before),
      after: blank(hunk.after),
      lead: lead.slice(lead.findLastIndex(isUnseen) + 1),
      trail: firstUnseen === -1 ? trail : trail.slice(0, firstUnseen),
    };
  }

  #isUnseen(path: string, line: string): boolean {
    return this.#lines.get(path)?.has(plain(line)) ?? false;
  }
}

function plain(line: string): string {
  return line.trim();
}

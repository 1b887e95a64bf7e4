// What was typed while nothing was to be recorded stands in the files afterwards. Observations come in, with such lines
// around or inside what they tell of; they go out without them.
import { randomUUID } from 'node:crypto';
import type { WireHunk, WireObservation } from '../../protocol/observe.ts';
import { UnseenMarks } from './unseen-marks.ts';
import { UnseenWords } from './unseen-words.ts';

/** Shorter lines, such as a closing brace, are everywhere and give nothing away. */
const lineCharsMin = 4;
/** What programs that quote a file put before its lines: its name, a number, a mark. */
const quotePrefix = /^(?:\S+?[:-]\d+[:-]|[\s>|│+\-❯]|\d+(?=[\s|│:]))*/;

/** What the next window has to know; no text can be read from it. */
interface Kept {
  readonly salt: string;
  readonly lines: readonly string[];
  readonly words: readonly string[];
}

/** As the editor's mementos are. */
interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const key = 'unseen';

export class UnseenLines {
  readonly #memento: Memento | undefined;
  readonly #salt: string;
  /** Of lines without their indentation, each alone and with the absolute path of its file. */
  readonly #lines: UnseenMarks;
  readonly #wordMarks: UnseenMarks;
  readonly #words: UnseenWords;
  #keeping: Thenable<void> | undefined;

  /** @param memento where the next window finds what this one left out; absent for nowhere */
  constructor(memento?: Memento) {
    const kept = memento?.get(key) as Kept | undefined;
    this.#memento = memento;
    this.#salt = kept?.salt ?? randomUUID();
    this.#lines = new UnseenMarks(this.#salt, kept?.lines);
    this.#wordMarks = new UnseenMarks(this.#salt, kept?.words);
    this.#words = new UnseenWords(this.#wordMarks);
  }

  /** Resolves when all that was added is kept. */
  async settled(): Promise<void> {
    await this.#keeping;
  }

  /** The file had the one text when the looking stopped, and has the other now. */
  add(path: string, before: string, now: string): void {
    if (before !== now) this.#words.add(before, now);
    this.addLines(path, before, now);
  }

  /** The same, but for the names and texts in it. */
  addLines(path: string, before: string, now: string): void {
    if (before === now) return;
    const known = new Set(before.split('\n').map(plain));
    this.#hide(
      path,
      now.split('\n').filter((line) => !known.has(plain(line))),
    );
    this.#keep();
  }

  /** The very same observation where it holds no such line. */
  cover(observation: WireObservation): WireObservation {
    if (this.#lines.isEmpty) return observation;
    // The shape stays what it was, which TypeScript cannot follow through the union.
    if (observation.kind === 'edit') {
      const hunks = observation.data.hunks.map((hunk) => this.#coverHunk(hunk));
      return { ...observation, data: { ...observation.data, hunks } };
    }
    // A cell of a notebook that was run is told whole.
    if (observation.kind === 'command') {
      const { data: run, paths } = observation;
      const seen = observation.text.split('\n').filter((line) => !this.#isUnseen(paths[0] ?? '', line));
      return { ...observation, text: seen.join('\n'), data: { ...run, output: this.#coverOutput(run.output) } };
    }
    if (observation.kind === 'exception') return this.#coverException(observation);
    if (observation.kind === 'test') {
      const coverAll = (names: readonly string[]) => names.map((name) => this.#words.coverOutput(name));
      const { failed, passed } = observation.data;
      return { ...observation, data: { ...observation.data, failed: coverAll(failed), passed: coverAll(passed) } };
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

  /** A program's output quotes lines of any file. */
  #coverOutput(output: string): string {
    const isQuote = (line: string) =>
      this.#isUnseenAnywhere(line) || this.#isUnseenAnywhere(line.replace(quotePrefix, ''));
    const seen = output.split('\n').map((line) => (isQuote(line) ? '' : line));
    return this.#words.coverOutput(seen.join('\n'));
  }

  #coverException(observation: Extract<WireObservation, { kind: 'exception' }>): WireObservation {
    const { message, frame, ...rest } = observation.data;
    const isUnseen = frame !== undefined && this.#words.holds(frame.function);
    const data = {
      ...rest,
      message: this.#words.coverOutput(message),
      ...(frame !== undefined && { frame: isUnseen ? { ...frame, function: '<anonymous>' } : frame }),
    };
    return { ...observation, text: this.#words.coverOutput(observation.text), data };
  }

  #hide(path: string, lines: readonly string[]): void {
    for (const line of lines.map(plain)) {
      if (line.length < lineCharsMin) continue;
      this.#lines.add(line);
      this.#lines.add(at(path, line));
    }
  }

  #keep(): void {
    const kept: Kept = { salt: this.#salt, lines: this.#lines.keep(), words: this.#wordMarks.keep() };
    this.#keeping = this.#memento?.update(key, kept);
  }

  #coverHunk(hunk: WireHunk): WireHunk {
    const isUnseen = (line: string) => this.#isUnseen(hunk.path, line);
    // What an unseen line was changed to still holds part of it.
    if (hunk.before.some(isUnseen)) {
      this.#hide(hunk.path, hunk.after);
      this.#keep();
    }
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

  #isUnseenAnywhere(line: string): boolean {
    return this.#lines.has(plain(line));
  }

  #isUnseen(path: string, line: string): boolean {
    return this.#lines.has(at(path, plain(line)));
  }
}

function at(path: string, line: string): string {
  return `${path}\n${line}`;
}

function plain(line: string): string {
  return line.trim();
}

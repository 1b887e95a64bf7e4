// Lines of a patch without context in, bounded excerpts out, with the true number of changed lines of every file.
import type { Hunk } from '../model/event.ts';
import { nameEnclosing } from './enclosing-symbol.ts';
import { unquotePath } from './path-quoting.ts';

const hunksMax = 12;
const hunkLinesMax = 40;
const lineCharactersMax = 400;
const excerptCharactersMax = 6_000;

/** Paths whose patches a machine wrote: nobody asks what is in them, and they would crowd out what people wrote. */
const generated =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|go\.sum|flake\.lock|packages\.lock\.json)$|\.(min\.(js|css)|map|snap|svg|pb\.go|g\.dart|lock)$|(^|\/)(node_modules|vendor|dist|third_party)\//i;

const hunkHead = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

interface OpenHunk {
  readonly startLine: number;
  readonly before: string[];
  readonly after: string[];
  /** The line that git shows as the definition above. */
  readonly above: string;
}

export class PatchParser {
  readonly #hunks: (OpenHunk & { readonly path: string })[] = [];
  readonly #lines = new Map<string, { added: number; deleted: number }>();
  #isInside = false;
  #was = '';
  #path = '';
  #beforeLeft = 0;
  #afterLeft = 0;
  #hunk: OpenHunk | undefined;
  #excerptCharacters = 0;

  /** Whether the patch has begun, so that no later line is a list of files. */
  get isInside(): boolean {
    return this.#isInside;
  }

  get hunks(): Hunk[] {
    return this.#hunks.map(({ above, ...hunk }) => {
      const symbol = nameEnclosing(above, [...hunk.before, ...hunk.after]);
      return symbol === undefined ? hunk : { ...hunk, symbol };
    });
  }

  /** Changed lines of one file; 0 where git shows no text, as of a binary file. */
  linesOf(path: string): { added: number; deleted: number } {
    return this.#lines.get(path) ?? { added: 0, deleted: 0 };
  }

  push(line: string): void {
    if (this.#beforeLeft > 0 || this.#afterLeft > 0) this.#pushChange(line);
    else if (line.startsWith('@@ ')) this.#beginHunk(line);
    else if (line.startsWith('diff --git ')) {
      this.#isInside = true;
      this.#path = '';
      this.#was = '';
    } else if (line.startsWith('--- ')) this.#was = headerPath(line);
    else if (line.startsWith('+++ ')) this.#path = headerPath(line) || this.#was;
  }

  #beginHunk(line: string): void {
    const match = hunkHead.exec(line);
    if (match === null) return;
    const beforeLines = Number(match[2] ?? 1);
    this.#beforeLeft = beforeLines;
    this.#afterLeft = Number(match[4] ?? 1);
    this.#countLines(this.#beforeLeft, this.#afterLeft);
    this.#hunk = undefined;
    const isWanted =
      this.#hunks.length < hunksMax && this.#excerptCharacters < excerptCharactersMax && !generated.test(this.#path);
    if (!isWanted) return;
    // Of a pure insertion git names the line it follows; ours is the line that it pushes down.
    const startLine = Number(match[1]) + (beforeLines === 0 ? 1 : 0);
    const above = line.slice(match[0].length).trim().slice(0, lineCharactersMax);
    const hunk = { path: this.#path, startLine: Math.max(1, startLine), before: [], after: [], above };
    this.#hunk = hunk;
    this.#hunks.push(hunk);
  }

  #pushChange(line: string): void {
    const isBefore = line.startsWith('-');
    if (isBefore) this.#beforeLeft -= 1;
    else if (line.startsWith('+')) this.#afterLeft -= 1;
    else return;
    const hunk = this.#hunk;
    if (hunk === undefined) return;
    if (hunk.before.length + hunk.after.length >= hunkLinesMax || this.#excerptCharacters >= excerptCharactersMax)
      return;
    const text = line.slice(1, 1 + lineCharactersMax).replace(/\r$/, '');
    this.#excerptCharacters += text.length;
    (isBefore ? hunk.before : hunk.after).push(text);
  }

  #countLines(deleted: number, added: number): void {
    const sum = this.#lines.get(this.#path) ?? { added: 0, deleted: 0 };
    this.#lines.set(this.#path, { added: sum.added + added, deleted: sum.deleted + deleted });
  }
}

/** `--- a/path`, `+++ "b/pa\"th"`, `+++ b/with space\t`; empty for `/dev/null`. */
function headerPath(line: string): string {
  const named = line.slice(4).replace(/\r?\t?$/, '');
  return named === '/dev/null' ? '' : unquotePath(named).slice(2);
}

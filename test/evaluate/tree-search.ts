// What an agent without a memory has: the files as they are now. In, the commits that made them; out, for a message, the
// files that hold its words in their names or their text, best first, as a search over the working tree would list them.
import { splitWords } from '../../src/engine/model/token.ts';
import type { ReplayCommit, ReplayFile } from './replay-stream.ts';

interface TreeFile {
  readonly words: Map<string, number>;
  lines: number;
}

/** A word in the name says as much as several in the text. */
const nameWeight = 4;
const saturation = 1.2;

export class TreeSearch {
  readonly #files = new Map<string, TreeFile>();
  /** In how many files each word stands. */
  readonly #spread = new Map<string, number>();

  learn(commit: ReplayCommit): void {
    for (const file of commit.files) this.#change(file);
  }

  /** Lines of the file, as far as its patches tell. */
  linesOf(path: string): number {
    return this.#files.get(path)?.lines ?? 0;
  }

  rank(message: string): string[] {
    const asked = [...new Set(splitWords(message))].filter((word) => word.length > 2);
    const scored = [...this.#files].map(([path, file]) => ({ path, score: this.#score(path, file, asked) }));
    return scored
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
      .map(({ path }) => path);
  }

  #score(path: string, { words }: TreeFile, asked: readonly string[]): number {
    const named = new Set(splitWords(path));
    let score = 0;
    for (const word of asked) {
      const times = (words.get(word) ?? 0) + (named.has(word) ? nameWeight : 0);
      if (times === 0) continue;
      const rarity = Math.log(1 + this.#files.size / (1 + (this.#spread.get(word) ?? 0)));
      score += (rarity * times) / (times + saturation);
    }
    return score;
  }

  #change({ path, was, status, add = 0, del = 0, patch }: ReplayFile): void {
    if (was !== undefined && status === 'R') this.#rename(was, path);
    if (status === 'D') {
      this.#remove(path);
      return;
    }
    const file = this.#files.get(path) ?? { words: new Map<string, number>(), lines: 0 };
    this.#files.set(path, file);
    file.lines = Math.max(0, file.lines + add - del);
    for (const line of (patch ?? '').split('\n')) {
      const step = line.startsWith('+') ? 1 : line.startsWith('-') ? -1 : 0;
      if (step !== 0) for (const word of splitWords(line.slice(1))) this.#count(file, word, step);
    }
  }

  #count({ words }: TreeFile, word: string, step: number): void {
    const before = words.get(word) ?? 0;
    const after = Math.max(0, before + step);
    if (after === 0) words.delete(word);
    else words.set(word, after);
    const change = Number(after > 0) - Number(before > 0);
    if (change !== 0) this.#spread.set(word, (this.#spread.get(word) ?? 0) + change);
  }

  #rename(was: string, path: string): void {
    const file = this.#files.get(was);
    if (file === undefined) return;
    this.#files.delete(was);
    this.#files.set(path, file);
  }

  #remove(path: string): void {
    for (const word of this.#files.get(path)?.words.keys() ?? []) this.#spread.set(word, this.#spread.get(word)! - 1);
    this.#files.delete(path);
  }
}

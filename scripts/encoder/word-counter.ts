// How often developers write which word, estimated from what lies at hand: documentation and type declarations of the
// installed packages, and the packages' names.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { splitWords } from '../../src/engine/model/token.ts';

export interface WordCounts {
  readonly words: ReadonlyMap<string, number>;
  /** Words of all texts together. */
  readonly total: number;
  readonly files: number;
}

/** Of one file; longer ones are mostly generated. */
const charsMax = 400_000;

/** @param packages a node_modules folder */
export function countWords(packages: string): WordCounts {
  const words = new Map<string, number>();
  let total = 0;
  const files = globSync('**/*.{md,d.ts}', { cwd: packages }).filter(isText).sort();
  for (const file of files) {
    const text = readFileSync(path.join(packages, file), 'utf8').slice(0, charsMax);
    for (const word of splitWords(`${packageName(file)} ${text}`)) {
      words.set(word, (words.get(word) ?? 0) + 1);
      total += 1;
    }
  }
  return { words, total, files: files.length };
}

/** The vectors' own package would vouch for its words. */
function isText(file: string): boolean {
  return !file.startsWith('wink-');
}

function packageName(file: string): string {
  return file.split('/', file.startsWith('@') ? 2 : 1).join(' ');
}

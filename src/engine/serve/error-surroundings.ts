// Where an error stands, by its file and line; the lines around it go out, by which a past fix is told from one that was
// of other code.
import fs from 'node:fs';
import path from 'node:path';

const linesAround = 40;
const fileBytesMax = 2_000_000;

export interface Surroundings {
  readonly lines: readonly string[];
  /** Of the line of the error. */
  readonly errorIndex: number;
}

/**
 * @param line starts at 1
 * @returns one empty line where the file is not in the folder, cannot be read or has no such line
 */
export function readSurroundings(folder: string, file: string, line: number): Surroundings {
  const lines = readLines(folder, file);
  if (line > lines.length) return { lines: [''], errorIndex: 0 };
  const start = Math.max(0, line - 1 - linesAround);
  return { lines: lines.slice(start, line + linesAround), errorIndex: line - 1 - start };
}

function readLines(folder: string, file: string): string[] {
  const absolute = path.resolve(folder, file);
  const stat = fs.statSync(absolute, { throwIfNoEntry: false });
  const isInside = absolute.startsWith(`${path.resolve(folder)}${path.sep}`);
  if (!isInside || !stat?.isFile() || stat.size > fileBytesMax) return [];
  return fs.readFileSync(absolute, 'utf8').split(/\r?\n/);
}

// Patches as agents write them into tool calls: in, the text; out, the changed lines by file. Reads the `*** Begin Patch`
// form, unified diffs, and blocks of SEARCH and REPLACE; anything else gives nothing.
import { changedLines, type FileEdit } from './file-edit.ts';

/** @param path the file that the patch is of, where the patch does not say */
export function readPatchText(text: string, path: string | undefined): FileEdit[] {
  const lines = text.split(/\r?\n/);
  return searchMark.test(text) ? readBlocks(lines, path) : readDiff(lines, path);
}

const searchMark = /^(?:<{7}|-{7}) SEARCH/m;

/** Every stretch of `-` and `+` lines is a change of its own. */
function readDiff(lines: readonly string[], pathAbove: string | undefined): FileEdit[] {
  const edits: FileEdit[] = [];
  let path = pathAbove;
  let before: string[] = [];
  let after: string[] = [];
  const finish = () => {
    if (path !== undefined && before.length + after.length > 0) edits.push({ path, before, after });
    [before, after] = [[], []];
  };
  for (const line of lines) {
    const named = fileHead.exec(line);
    if (named !== null) {
      finish();
      path = named[1]!.trim();
    } else if (line.startsWith('--- ')) finish();
    else if (line.startsWith('-')) before.push(line.slice(1));
    else if (line.startsWith('+')) after.push(line.slice(1));
    else finish();
  }
  finish();
  return edits;
}

const fileHead = /^(?:\*\*\* (?:Add|Update|Delete) File: |\+\+\+ (?:b\/)?)(.+)$/;

function readBlocks(lines: readonly string[], path: string | undefined): FileEdit[] {
  if (path === undefined) return [];
  const edits: FileEdit[] = [];
  let side: 'none' | 'before' | 'after' = 'none';
  let before: string[] = [];
  let after: string[] = [];
  for (const line of lines) {
    if (/^(?:<{7}|-{7}) SEARCH/.test(line)) {
      [before, after] = [[], []];
      side = 'before';
    } else if (line === '=======' && side === 'before') side = 'after';
    else if (/^(?:>{7}|\+{7}) REPLACE/.test(line) && side === 'after') {
      edits.push({ path, ...changedLines(before, after) });
      side = 'none';
    } else if (side === 'before' && !/^:(?:start|end)_line:|^-{7}$/.test(line)) before.push(line);
    else if (side === 'after') after.push(line);
  }
  return edits;
}

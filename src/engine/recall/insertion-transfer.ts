// Lines that a past fix put in, in; the same lines for this place out. Two kinds are known: a guard straight above the
// error, and an import among the imports.
import { posix } from 'node:path';
import { indentationOf, namesOf, readTokens } from '../model/code-token.ts';
import type { LineEdit } from '../model/recollection.ts';
import type { TransferContext } from './replacement-transfer.ts';

const importLine = /^(import\b|from\s+\S+\s+import\b|use\s|using\s|#include\b|(const|let|var)\s.*=\s*require\()/;
const linesAboveMax = 3;
/** A line that ends so, or begins so, goes on: nothing can be put between. */
const opensExpression = /([([,=+\-*/%&|?.<]|=>)\s*$/;
const continuesExpression = /^\s*([.?:)\]},*/%&|]|=>|else\b|catch\b|finally\b)/;

export function transferInsertion(context: TransferContext): LineEdit | undefined {
  const lines = context.hunk.after.filter((line) => line.trim() !== '');
  if (lines.length === 0) return undefined;
  return lines.every((line) => importLine.test(line)) ? transferImport(context, lines) : transferGuard(context, lines);
}

/** The guard's names are those of the error's line; each must have its counterpart now, and one must exist. */
function transferGuard({ hunk, past, cue, errorBinding }: TransferContext, lines: string[]): LineEdit | undefined {
  const linesAbove = past.line - hunk.startLine;
  if (linesAbove < 0 || linesAbove > linesAboveMax || !canTakeLinesAbove(cue.lines, cue.errorIndex)) return undefined;
  const onErrorThen = new Set(namesOf(past.lineText));
  const errorLine = cue.lines[cue.errorIndex]!;
  let tied = 0;
  let unbound = 0;
  const written = lines.map((line) =>
    rewriteNames(line, (name) => {
      if (!onErrorThen.has(name)) return name;
      const counterpart = errorBinding.get(name);
      if (counterpart === undefined) unbound += 1;
      else tied += 1;
      return counterpart ?? name;
    }),
  );
  if (tied === 0 || unbound > 0) return undefined;
  const base = shortestIndentation(lines);
  const guard = written.map((line) => indentationOf(errorLine) + line.slice(base.length));
  if (guard.every((line) => cue.lines.some((present) => present.trim() === line.trim()))) return undefined;
  return { startLine: cue.line, before: [errorLine], after: [...guard, errorLine] };
}

function canTakeLinesAbove(lines: readonly string[], errorIndex: number): boolean {
  if (continuesExpression.test(lines[errorIndex] ?? '')) return false;
  const above = lines.slice(0, errorIndex).findLast((line) => line.trim() !== '');
  return above === undefined || !opensExpression.test(above);
}

/** The import helps here too only when the error here is about a name that it brings. */
function transferImport({ past, cue }: TransferContext, lines: string[]): LineEdit | undefined {
  const brought = new Set(lines.flatMap(namesOf));
  const missingThen = namesOf(past.lineText).filter((name) => brought.has(name) && past.message.includes(name));
  const missesItNow = missingThen.some((name) => cue.message.includes(name));
  const isRelative = lines.some((line) => /['"]\.{1,2}\//.test(line));
  if (!missesItNow || (isRelative && posix.dirname(past.path) !== posix.dirname(cue.path))) return undefined;
  const firstLine = cue.line - cue.errorIndex;
  const lastImport = cue.lines.slice(0, cue.errorIndex).findLastIndex((line) => importLine.test(line));
  if (lastImport >= 0) {
    const present = cue.lines[lastImport]!;
    if (opensExpression.test(present) || /\{\s*$/.test(present)) return undefined;
    return { startLine: firstLine + lastImport, before: [present], after: [present, ...lines] };
  }
  const top = cue.lines[0];
  if (firstLine !== 1 || top === undefined) return undefined;
  return { startLine: 1, before: [top], after: [...lines, top] };
}

function rewriteNames(line: string, rename: (name: string) => string): string {
  let text = '';
  let at = 0;
  for (const token of readTokens(line)) {
    text += line.slice(at, token.start) + (token.kind === 'name' ? rename(token.text) : token.text);
    at = token.end;
  }
  return text + line.slice(at);
}

function shortestIndentation(lines: readonly string[]): string {
  return lines.map(indentationOf).reduce((a, b) => (b.length < a.length ? b : a));
}

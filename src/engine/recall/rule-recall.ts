// Lines of a file in, the edits that learned rules would make in them out, each with what it rests on. It is to be given
// the memory as it is believed.
import nodePath from 'node:path';
import {
  type FittingTemplate,
  findRewrites,
  fitTemplate,
  type LineRewrite,
  templateOfKey,
} from '../model/edit-template.ts';
import type { Gist } from '../model/gist.ts';
import type { MemoryReader } from '../model/ports.ts';

export interface AskedLine {
  /** Starts at 1. */
  readonly line: number;
  readonly text: string;
}

export interface RuleMatch {
  readonly line: number;
  readonly rewrite: LineRewrite;
  readonly rule: Gist;
  /** In [0, 1]. */
  readonly probability: number;
}

const gistsReadMax = 5_000;

/**
 * Where two rules would edit the same text, the likelier one does.
 *
 * @param path of the file; its extension says which rules concern it
 * @returns in the order of the lines and of their text
 */
export function recallRules(
  project: string,
  { path, lines }: { readonly path: string; readonly lines: readonly AskedLine[] },
  memory: MemoryReader,
): RuleMatch[] {
  const extension = nodePath.extname(path);
  const rules = memory
    .gists(project, gistsReadMax)
    .filter(({ form, heldTo }) => form === 'edit-rule' && heldTo === undefined)
    .map((rule) => ({ rule, fitting: fitTemplate(templateOfKey(rule.key)), probability: probabilityOf(rule) }))
    .filter(({ fitting }) => fitting.template.extension === extension)
    .sort((a, b) => b.probability - a.probability || (a.rule.key < b.rule.key ? -1 : 1));
  return lines.flatMap((asked) => matchLine(asked, rules));
}

/** @source rule of succession, Laplace 1814 */
function probabilityOf({ support, contra }: Gist): number {
  return (support + 1) / (support + contra + 2);
}

function matchLine(
  { line, text }: AskedLine,
  rules: readonly { readonly rule: Gist; readonly fitting: FittingTemplate; readonly probability: number }[],
): RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const { rule, fitting, probability } of rules) {
    for (const rewrite of findRewrites(fitting, text)) {
      const isTaken = matches.some((other) => rewrite.start <= other.rewrite.end && other.rewrite.start <= rewrite.end);
      if (!isTaken) matches.push({ line, rewrite, rule, probability });
    }
  }
  return matches.sort((a, b) => a.rewrite.start - b.rewrite.start);
}

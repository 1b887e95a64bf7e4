// Documentation comments and what they stand over: in, a source file; out, the first sentence of each comment with the
// code under it.
import { codeBlock } from './code-block.ts';
import type { TextPair } from './text-pair.ts';

type Kind = 'comment' | 'declaration';

const opening = /^\s*\/\*\*/;
/** Comments that say how a thing is built rather than what it does. */
const idle =
  /^(?:copyright|@license|license|eslint|istanbul|module dependencies|expose|module exports|type|constructor|todo)/i;

export function commentPairs(text: string, kind: Kind): Omit<TextPair, 'source'>[] {
  const lines = text.split('\n');
  const pairs: Omit<TextPair, 'source'>[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (!opening.test(lines[at]!)) continue;
    const end = lines.findIndex((line, i) => i >= at && line.includes('*/'));
    if (end < 0) break;
    const question = firstSentence(lines.slice(at, end + 1));
    const start = lines.findIndex((line, i) => i > end && line.trim() !== '');
    at = end;
    // Only what stands right under the comment is what it is about.
    if (start < 0 || start > end + 2 || opening.test(lines[start]!) || idle.test(question)) continue;
    const answer = withoutComments(codeBlock(lines, start).join('\n'));
    pairs.push({ kind, question, answer });
  }
  return pairs;
}

function firstSentence(comment: readonly string[]): string {
  const said: string[] = [];
  for (const line of comment) {
    const bare = line
      .replace(/^\s*\/?\*+\/?\s?/, '')
      .replace(/\*\/\s*$/, '')
      .trim();
    const described = /^@(?:description|desc|summary|classdesc)\s+(.*)/.exec(bare)?.[1];
    if (bare.startsWith('@') && described === undefined) {
      if (said.length > 0) break;
      continue;
    }
    if (bare === '' && said.length > 0) break;
    if (bare !== '') said.push(described ?? bare);
  }
  return /^.*?[.!?:](?=\s|$)/.exec(said.join(' '))?.[0] ?? said.join(' ');
}

/** Comments within would give the answer away in other members' words. */
function withoutComments(code: string): string {
  return code.replace(/\/\*\*[\s\S]*?(?:\*\/|$)/g, '').replace(/\n\s*\n/g, '\n');
}

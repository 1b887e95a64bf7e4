// An edit fitted to a new place in, whether all that it would write has a ground there out: a type of another file or a
// number that was right once is a guess, and a guess is not offered.

import { type CodeToken, readTokens } from '../model/code-token.ts';
import type { ErrorCase } from '../model/error-case.ts';
import type { ErrorCue, LineEdit } from '../model/recollection.ts';
import { telltaleNames } from '../model/telltale-name.ts';
import { isVariable } from './name-binding.ts';

const conventional = new Set(['0', '1', "''", '""', '``']);
const primitiveTypes = new Set('string number bigint boolean symbol object any unknown never'.split(' '));
const importLine = /^\s*(import|from|use|using|#include)\b/;

/**
 * Whether each name and literal that the edit brings stands in the lines now, belongs to the language, is a member, or
 * was brought by the fix of another case too.
 */
export function isGrounded(edit: LineEdit, cue: ErrorCue, others: readonly ErrorCase[]): boolean {
  const brought = broughtWords(edit);
  if (brought.size === 0) return true;
  const here = new Set(cue.lines.flatMap((line) => readTokens(line)).map(unquoted));
  return [...brought].every(([word, token]) => {
    if (conventional.has(token.text) || others.some((other) => fixHolds(other, word))) return true;
    // A type is asked for by the message; that it stands somewhere near says nothing.
    if (isType(token)) return isAsked(word, cue);
    return here.has(word) || telltaleNames.has(word);
  });
}

function isType({ kind, text }: CodeToken): boolean {
  return primitiveTypes.has(text) || (kind === 'name' && /^\p{Lu}/u.test(text));
}

function isAsked(type: string, { message }: ErrorCue): boolean {
  return message.toLowerCase().includes(type.toLowerCase());
}

/** Words of the lines after that the lines before do not hold, without members of something and without imports. */
function broughtWords({ before, after }: LineEdit): Map<string, CodeToken> {
  const known = new Set(before.flatMap((line) => readTokens(line)).map(unquoted));
  const brought = new Map<string, CodeToken>();
  for (const line of after) {
    if (importLine.test(line)) continue;
    const tokens = readTokens(line);
    for (const [i, token] of tokens.entries()) {
      const isMember = ['.', '?.'].includes(tokens[i - 1]?.text ?? '');
      if ((isVariable(token) || primitiveTypes.has(token.text)) && !isMember && !known.has(unquoted(token)))
        brought.set(unquoted(token), token);
    }
  }
  return brought;
}

function fixHolds({ cleared }: ErrorCase, word: string): boolean {
  const lines = cleared?.hunks[0]?.after ?? [];
  return lines.some((line) => readTokens(line).some((token) => unquoted(token) === word));
}

function unquoted({ kind, text }: CodeToken): string {
  return kind === 'string' ? text.slice(1, -1) : text;
}

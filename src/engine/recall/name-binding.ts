// Two meetings with one error in, which name of the past stands for which name of now out: where the past said `user`
// and now says `order`. What was done to `user` then can be done to `order` now.
import { type CodeToken, readTokens } from '../model/code-token.ts';

/** Name, string or number of the past → what takes its part now. */
export type Binding = ReadonlyMap<string, string>;

export interface MetError {
  readonly message: string;
  readonly lineText: string;
}

const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * What the messages and the lines of one error, met twice, put in each other's place. The messages share a shape, so
 * their names pair up one by one; from a name so paired the two lines are followed both ways as long as they agree.
 */
export function bindErrors(past: MetError, now: MetError): Binding {
  const named = bindMessages(past.message, now.message);
  const pastTokens = readTokens(past.lineText);
  const nowTokens = readTokens(now.lineText);
  let best: Binding = named;
  for (const [i, from] of pastTokens.entries()) {
    const partner = named.get(from.text);
    if (partner === undefined) continue;
    for (const [j, to] of nowTokens.entries()) {
      if (to.text !== partner) continue;
      const extended = extend(named, pastTokens, i, nowTokens, j);
      if (extended.size > best.size) best = extended;
    }
  }
  return best.size > named.size ? best : bindWhole(named, pastTokens, nowTokens);
}

function bindMessages(past: string, now: string): Binding {
  const pastWords = past.match(word) ?? [];
  const nowWords = now.match(word) ?? [];
  const binding = new Map<string, string>();
  if (pastWords.length !== nowWords.length) return binding;
  for (const [i, from] of pastWords.entries()) {
    const known = binding.get(from);
    if (known !== undefined && known !== nowWords[i]) return new Map();
    binding.set(from, nowWords[i]!);
  }
  return binding;
}

function extend(named: Binding, past: readonly CodeToken[], i: number, now: readonly CodeToken[], j: number): Binding {
  const binding = new Map(named);
  for (const step of [-1, 1]) {
    for (let k = step; bindToken(binding, past[i + k], now[j + k]); k += step);
  }
  return binding;
}

/** Lines of one shape bind wholly or not at all. */
function bindWhole(named: Binding, past: readonly CodeToken[], now: readonly CodeToken[]): Binding {
  if (past.length !== now.length) return named;
  const binding = new Map(named);
  return past.every((token, i) => bindToken(binding, token, now[i])) ? binding : named;
}

/**
 * Lays one token over another: names and literals over each other, where both or neither begin with a capital, all else
 * over its like. Keeps what is bound bound; a contradiction is no match.
 */
export function bindToken(binding: Map<string, string>, past?: CodeToken, now?: CodeToken): boolean {
  if (past === undefined || now === undefined) return false;
  if (!isVariable(past)) return past.text === now.text;
  if (!isAlike(past, now)) return false;
  const bound = binding.get(past.text);
  if (bound === undefined) binding.set(past.text, now.text);
  return bound === undefined || bound === now.text;
}

/** Whether the token may differ from place to place. */
export function isVariable({ kind }: CodeToken): boolean {
  return kind === 'name' || kind === 'string' || kind === 'number';
}

/** A value may be a name here and a literal there, but a type is no value. */
function isAlike(past: CodeToken, now: CodeToken): boolean {
  return isVariable(now) && startsUpper(past.text) === startsUpper(now.text);
}

function startsUpper(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

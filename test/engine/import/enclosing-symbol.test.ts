// What git shows behind the place of a hunk, the lines that changed, and the definition that they stand in.
import { expect, test } from 'vitest';
import { nameEnclosing } from '../../../src/engine/import/enclosing-symbol.ts';

test.each([
  ['export class Queue<T> extends Base {', ['  push(item: T) {}'], 'Queue'],
  ['export async function drain(', ['  await close();', '', '  return;'], 'drain'],
  ['const total = (items: Item[]) => {', ['  return 0;'], 'total'],
  ['def load(path):', ['    return None'], 'load'],
  ['pub(crate) fn parse(input: &str) -> Ast {', ['    todo!()'], 'parse'],
  ['func Total(items []Item) int {', ['\treturn 0'], 'Total'],
  // It begins with a definition of its own.
  ['function before() {', ['function after() {', '  return 1;', '}'], 'after'],
  // It stands below the definition, at the margin.
  ['function before() {', ["import { x } from './x.ts';"], undefined],
  ['function before() {', ['}'], undefined],
  ['const limit = 3;', ['  return 1;'], undefined],
  ['', ['  return 1;'], undefined],
  ['function before() {', [' '], undefined],
])('%s | %s', (above, changed, expected) => {
  expect(nameEnclosing(above, changed)).toBe(expected);
});

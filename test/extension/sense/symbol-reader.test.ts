// Where a line stands, in the languages that grammars are shipped for. `>` marks the lines that are asked for.
import path from 'node:path';
import { expect, test } from 'vitest';
import { createSymbolReader } from '../../../src/extension/sense/symbol-reader.ts';

const modules = path.resolve(import.meta.dirname, '../../../node_modules');
const reader = createSymbolReader(
  path.join(modules, 'web-tree-sitter'),
  path.join(modules, '@vscode/tree-sitter-wasm/wasm'),
);

async function symbolsIn(grammar: string, marked: string): Promise<(string | undefined)[]> {
  const lines = marked.split('\n');
  const rows = lines.flatMap((line, row) => (line.startsWith('>') ? [row] : []));
  return reader.read(grammar, lines.map((line) => line.replace(/^>/, ' ')).join('\n'), rows);
}

test.each([
  [
    'typescript',
    `
 export class Queue {
>  push(item: Item): void {
>    this.items.push(item);
   }
 }
>export const drain = async () => {
>  await flush();
 };
>const limit = 3;
 namespace Shop { export function open() {
>  return 1;
 } }
`,
    ['Queue.push', 'Queue.push', 'drain', 'drain', undefined, 'Shop.open'],
  ],
  ['tsx', '\n function App() {\n>  return <b>hello</b>;\n }', ['App']],
  ['python', '\n class Cart:\n   def total(self):\n>    return 1\n>x = 2', ['Cart.total', undefined]],
  ['go', '\n package a\n func (s *Store) Open() error {\n> return nil\n }\n>type Row struct {\n }', ['Open', 'Row']],
  [
    'rust',
    '\n impl Order {\n  fn total(&self) -> u32 {\n>  1\n  }\n }\n mod a { fn b() {\n> } }',
    ['Order.total', 'a.b'],
  ],
  [
    'java',
    '\n class Cart {\n  Cart() {\n>  x();\n  }\n  int total() {\n>  return 1;\n  }\n }',
    ['Cart.Cart', 'Cart.total'],
  ],
  [
    'cpp',
    '\n namespace shop { int *open(int a) {\n> return 0;\n } }\n struct Row {\n> int id;\n };',
    ['shop.open', 'Row'],
  ],
])('%s', async (grammar, text, expected) => {
  expect(await symbolsIn(grammar, text)).toEqual(expected);
});

test('a text that is half written still has places, and an empty one none', async () => {
  expect(await symbolsIn('typescript', ' class A {\n  b() {\n>   if (x) {\n  }\n  c() {}\n }')).toEqual(['A.b']);
  expect(await reader.read('typescript', '', [0, 5])).toEqual([undefined, undefined]);
  await expect(reader.read('no-such-language', 'x', [0])).rejects.toThrow();
});

// Texts come in, the definitions that enclose some of their lines go out. Grammars are loaded when first needed; one
// that does not load leaves its files without symbols.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { enclosingSymbol } from './enclosing-symbol.ts';

export interface SymbolReader {
  /** @param rows start at 0 */
  read(grammar: string, text: string, rows: readonly number[]): Promise<(string | undefined)[]>;
}

/**
 * @param files where `web-tree-sitter.wasm` lies
 * @param grammars where the grammars lie, as `tree-sitter-<name>.wasm`
 */
export function createSymbolReader(files: string, grammars: string): SymbolReader {
  const parsers = new Map<string, Promise<Parser>>();
  let started: Promise<void> | undefined;

  const load = async (grammar: string): Promise<Parser> => {
    started ??= Parser.init({ locateFile: (name: string) => path.join(files, name) });
    await started;
    const parser = new Parser();
    return parser.setLanguage(await Language.load(await readFile(path.join(grammars, `tree-sitter-${grammar}.wasm`))));
  };

  return {
    async read(grammar, text, rows) {
      const parser = parsers.get(grammar) ?? load(grammar);
      parsers.set(grammar, parser);
      const tree = (await parser).parse(text);
      if (tree === null) return rows.map(() => undefined);
      const lines = text.split(/\r\n|\r|\n/);
      const symbols = rows.map((row) => enclosingSymbol(tree.rootNode, lines[row] ?? '', row));
      tree.delete();
      return symbols;
    },
  };
}

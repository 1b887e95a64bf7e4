// What the extension host and the thread that parses say to each other.

export interface SymbolQuestion {
  readonly id: number;
  /** Name of a grammar. */
  readonly grammar: string;
  readonly text: string;
  /** Start at 0. */
  readonly rows: readonly number[];
}

export interface SymbolReply {
  readonly id: number;
  /** One a row; all absent where the text could not be parsed. */
  readonly symbols: readonly (string | undefined)[];
  /** Why the parser could not do it. */
  readonly problem?: string;
}

const grammarsByExtension: ReadonlyMap<string, string> = new Map(
  Object.entries({
    typescript: ['ts', 'mts', 'cts'],
    // It reads plain JavaScript too, so that one grammar less is shipped.
    tsx: ['tsx', 'jsx', 'js', 'mjs', 'cjs'],
    python: ['py', 'pyi'],
    go: ['go'],
    rust: ['rs'],
    java: ['java'],
    cpp: ['c', 'h', 'cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'],
  }).flatMap(([grammar, extensions]) => extensions.map((extension) => [extension, grammar])),
);

/** Undefined for a file in a language that no grammar is shipped for. */
export function grammarOf(path: string): string | undefined {
  return grammarsByExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
}

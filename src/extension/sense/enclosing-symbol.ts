// A parsed text and a line come in, the path of the definitions that enclose the line goes out, outermost first. One
// rule for all grammars: a definition is a node of a known type, and its name stands in one of a few fields.

/** What is read of a node of tree-sitter. */
export interface SyntaxNode {
  readonly type: string;
  readonly text: string;
  readonly parent: SyntaxNode | null;
  childForFieldName(field: string): SyntaxNode | null;
  descendantForPosition(point: { readonly row: number; readonly column: number }): SyntaxNode | null;
}

const definitions: ReadonlySet<string> = new Set([
  // TypeScript and JavaScript
  'function_declaration',
  'generator_function_declaration',
  'method_definition',
  'class_declaration',
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'type_alias_declaration',
  'internal_module',
  'module',
  // Python, C and C++
  'function_definition',
  'class_definition',
  'class_specifier',
  'struct_specifier',
  'enum_specifier',
  'namespace_definition',
  // Go and Java
  'method_declaration',
  'type_spec',
  'constructor_declaration',
  'record_declaration',
  // Rust
  'function_item',
  'impl_item',
  'trait_item',
  'struct_item',
  'enum_item',
  'mod_item',
]);
/** Definitions only where a function or a class is given the name. */
const holders: ReadonlySet<string> = new Set(['variable_declarator', 'public_field_definition', 'field_definition']);
const functionValues = /^(?:arrow_function|function|function_expression|generator_function|class)$/;

const depthMax = 200;
const namesMax = 6;
const nameCharsMax = 80;

/**
 * `Queue.push` for a line inside the method `push` of the class `Queue`, or on its first line; undefined outside of
 * every definition.
 *
 * @param line the text of the line
 * @param row starts at 0
 */
export function enclosingSymbol(root: SyntaxNode, line: string, row: number): string | undefined {
  const end = line.trimEnd().length;
  const start = line.length - line.trimStart().length;
  if (end <= start) return undefined;
  // A line that begins a definition shows it at one of these places: `export const f = () => 1;`.
  const columns = [end - 1, start, (start + end) >> 1];
  const paths = columns.map((column) => pathAbove(root.descendantForPosition({ row, column })));
  const longest = paths.reduce((a, b) => (b.length > a.length ? b : a));
  return longest.length === 0 ? undefined : longest.slice(0, namesMax).join('.');
}

function pathAbove(leaf: SyntaxNode | null): string[] {
  const names: string[] = [];
  let node = leaf;
  for (let depth = 0; node !== null && depth < depthMax; depth += 1) {
    const name = isDefinition(node) ? nameOf(node) : undefined;
    if (name !== undefined) names.unshift(name);
    node = node.parent;
  }
  return names;
}

function isDefinition(node: SyntaxNode): boolean {
  if (definitions.has(node.type)) return true;
  return holders.has(node.type) && functionValues.test(node.childForFieldName('value')?.type ?? '');
}

/** Of `impl Display for Order` it is the type, of a C function it is what is declared at the bottom. */
function nameOf(node: SyntaxNode): string | undefined {
  let named = node.childForFieldName('name') ?? (node.type === 'impl_item' ? node.childForFieldName('type') : null);
  for (let inner = node.childForFieldName('declarator'); named === null && inner !== null; ) {
    const next: SyntaxNode | null = inner.childForFieldName('declarator');
    if (next === null) named = inner;
    inner = next;
  }
  const name = named?.text.replace(/\s+/g, ' ').trim();
  return name === undefined || name === '' || name.length > nameCharsMax ? undefined : name;
}

// Mistakes that people make, as edits of a syntax tree: in, a module that is correct; out, the places where each mistake
// could be made. The fix of a mistake is its inverse.
import ts from 'typescript';
import { useShared } from './made-module.ts';

/** Puts `text` in the place of the characters from `start` to `end`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Operator {
  /** Forms of `made-module.ts` in which the mistake can be made. */
  readonly forms: readonly string[];
  readonly at: (node: ts.Node, source: ts.SourceFile) => Mutation | undefined;
}

const over = (node: ts.Node, source: ts.SourceFile, text: string): Mutation => ({
  start: node.getStart(source),
  end: node.getEnd(),
  text,
});
const drop = (start: number, end: number): Mutation => ({ start, end, text: '' });

/** Two letters in each other's place, as fingers do it; undefined for words too short to be told from others. */
function misspell(word: string): string | undefined {
  const at = Math.floor(word.length / 2) - 1;
  if (word.length < 4 || word[at] === word[at + 1]) return undefined;
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

/** Whether the node stands inside a function that was written out, not in the declarations that all forms share. */
function isInBody(node: ts.Node): boolean {
  for (let up = node.parent; up !== undefined; up = up.parent) if (ts.isBlock(up)) return true;
  return false;
}

const isUndefinedTest = (node: ts.Node) => ts.isIfStatement(node) && node.expression.getText().includes('undefined');

/** One line that a node fills is taken with its line end. */
function dropLines(node: ts.Node, source: ts.SourceFile): Mutation {
  const { text } = source;
  const start = text.lastIndexOf('\n', node.getStart(source)) + 1;
  return drop(start, text.indexOf('\n', node.getEnd()) + 1);
}

const quoted = (text: string, node: ts.StringLiteral, source: ts.SourceFile) => {
  const sign = node.getText(source)[0]!;
  return sign + text + sign;
};

/** The mistakes whose fixes are taught. */
export const taughtOperators: Readonly<Record<string, Operator>> = {
  'drop-await': {
    forms: ['awaitThenRead', 'awaitThenPass', 'awaitInline', 'awaitInLoop'],
    at: (node, source) =>
      ts.isAwaitExpression(node) ? drop(node.getStart(source), node.expression.getStart(source)) : undefined,
  },
  'misspell-property': {
    forms: ['awaitThenRead', 'findBest', 'filterAndMap', 'compareTwo', 'joinList'],
    at: (node, source) => {
      if (!ts.isPropertyAccessExpression(node) || !isInBody(node)) return undefined;
      const wrong = misspell(node.name.text);
      return wrong === undefined ? undefined : over(node.name, source, wrong);
    },
  },
  'misspell-variable': {
    forms: ['findBest', 'callNumbers', 'awaitThenPass', 'fallBack', 'joinList'],
    at: (node, source) => {
      if (!ts.isIdentifier(node) || !isInBody(node) || !ts.isReturnStatement(node.parent)) return undefined;
      const wrong = misspell(node.text);
      return wrong === undefined ? undefined : over(node, source, wrong);
    },
  },
  'number-as-text': {
    forms: ['awaitThenPass', 'callNumbers', 'callTwice', 'catchFault'],
    at: (node, source) =>
      ts.isNumericLiteral(node) && ts.isCallExpression(node.parent) && isInBody(node)
        ? over(node, source, `'${node.text}'`)
        : undefined,
  },
  'missing-argument': {
    forms: ['awaitThenPass', 'callNumbers', 'callTwice', 'countInMap', 'catchFault'],
    at: (node) => {
      if (!ts.isCallExpression(node) || node.arguments.length < 2 || !isInBody(node)) return undefined;
      return drop(node.arguments.at(-2)!.getEnd(), node.arguments.at(-1)!.getEnd());
    },
  },
  'missing-import': {
    forms: [useShared],
    at: (node, source) => (ts.isImportDeclaration(node) ? dropLines(node, source) : undefined),
  },
  'drop-guard': {
    forms: ['guardThenRead', 'guardThenThrow'],
    at: (node, source) => (isUndefinedTest(node) ? dropLines(node, source) : undefined),
  },
  'drop-chain': {
    forms: ['chainOptional'],
    at: (node, source) =>
      ts.isPropertyAccessExpression(node) && node.questionDotToken !== undefined
        ? over(node.questionDotToken, source, '.')
        : undefined,
  },
  'drop-fallback': {
    forms: ['fallBack', 'readFromMap'],
    at: (node) =>
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
        ? drop(node.left.getEnd(), node.right.getEnd())
        : undefined,
  },
  'missing-return': {
    forms: ['joinList', 'callNumbers', 'agesOf', 'compareTwo', 'setState'],
    at: (node, source) =>
      ts.isReturnStatement(node) && node.expression !== undefined && ts.isFunctionDeclaration(node.parent.parent)
        ? drop(node.getStart(source), node.expression.getStart(source))
        : undefined,
  },
  'wrong-literal': {
    forms: ['setState', 'makeObject', 'compareState'],
    at: (node, source) => {
      if (!ts.isStringLiteral(node) || !isInBody(node)) return undefined;
      const near = node.parent.getText(source);
      const wrong = /\bstate\b/.test(near) ? misspell(node.text) : undefined;
      return wrong === undefined ? undefined : over(node, source, quoted(wrong, node, source));
    },
  },
  'missing-property': {
    forms: ['makeObject'],
    at: (node, source) => (ts.isPropertyAssignment(node) ? dropLines(node, source) : undefined),
  },
  'misspell-key': {
    forms: ['makeObject'],
    at: (node, source) => {
      const wrong = ts.isPropertyAssignment(node) ? misspell(node.name.getText(source)) : undefined;
      return wrong === undefined ? undefined : over((node as ts.PropertyAssignment).name, source, wrong);
    },
  },
  'drop-async': {
    forms: ['awaitThenRead', 'awaitThenPass', 'awaitInline', 'awaitInLoop'],
    at: (node, source) =>
      node.kind === ts.SyntaxKind.AsyncKeyword ? drop(node.getStart(source), node.getEnd() + 1) : undefined,
  },
  'let-to-const': {
    forms: ['findBest', 'awaitInLoop'],
    at: (node, source) =>
      ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Let) !== 0
        ? { start: node.getStart(source), end: node.getStart(source) + 3, text: 'const' }
        : undefined,
  },
  'drop-call': {
    forms: ['awaitThenRead', 'keepInClass'],
    at: (node) =>
      ts.isCallExpression(node) && node.arguments.length === 0 && ts.isPropertyAccessExpression(node.expression)
        ? drop(node.expression.getEnd(), node.getEnd())
        : undefined,
  },
  'drop-parameter-type': {
    forms: ['compareTwo', 'joinList', 'setState', 'agesOf'],
    at: (node) =>
      ts.isParameter(node) && node.type !== undefined && isInWrittenFunction(node)
        ? drop(node.name.getEnd(), node.type.getEnd())
        : undefined,
  },
  'drop-new': {
    forms: ['countInMap', 'keepInClass'],
    at: (node, source) =>
      ts.isNewExpression(node) ? drop(node.getStart(source), node.expression.getStart(source)) : undefined,
  },
  'drop-instanceof': {
    forms: ['catchFault'],
    at: (node, source) =>
      ts.isConditionalExpression(node) ? over(node, source, node.whenTrue.getText(source)) : undefined,
  },
  'drop-case': {
    forms: ['switchState'],
    at: (node, source) => (ts.isCaseClause(node) ? dropLines(node, source) : undefined),
  },
};

function isInWrittenFunction(node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node.parent) && node.parent.body !== undefined;
}

/** Mistakes that are never taught: most show a code that a taught one shows too, with other types or another cause. */
export const decoyOperators: Readonly<Record<string, Operator>> = {
  'extra-argument': {
    forms: ['callNumbers', 'callTwice'],
    at: (node) =>
      ts.isCallExpression(node) && node.arguments.length === 2 && isInBody(node)
        ? { start: node.arguments[1]!.getEnd(), end: node.arguments[1]!.getEnd(), text: ', true' }
        : undefined,
  },
  'flag-for-number': {
    forms: ['callNumbers', 'callTwice', 'awaitThenPass'],
    at: (node, source) =>
      ts.isNumericLiteral(node) && ts.isCallExpression(node.parent) && isInBody(node)
        ? over(node, source, 'true')
        : undefined,
  },
  'list-for-number': {
    forms: ['callNumbers', 'callTwice', 'findBest', 'makeObject'],
    at: (node, source) => (ts.isNumericLiteral(node) && isInBody(node) ? over(node, source, '[]') : undefined),
  },
  'return-text': {
    forms: ['compareState', 'switchState'],
    at: (node, source) =>
      ts.isReturnStatement(node) && node.expression !== undefined && ts.isNumericLiteral(node.expression)
        ? over(node.expression, source, `'${node.expression.text}'`)
        : undefined,
  },
  'property-of-list': {
    forms: ['joinList', 'filterAndMap'],
    at: (node, source) =>
      ts.isPropertyAccessExpression(node) && /^(join|filter)$/.test(node.name.text)
        ? over(node.name, source, 'gather')
        : undefined,
  },
  'property-of-text': {
    forms: ['awaitThenRead', 'keepInClass'],
    at: (node, source) =>
      ts.isPropertyAccessExpression(node) && /^(toUpperCase|trim)$/.test(node.name.text)
        ? over(node.name, source, 'shout')
        : undefined,
  },
  'nested-object': {
    forms: ['makeObject'],
    at: (node, source) =>
      ts.isArrayLiteralExpression(node) ? over(node, source, '{ first: 1, second: 2 }') : undefined,
  },
  'missing-module': {
    forms: [useShared],
    at: (node, source) =>
      ts.isImportDeclaration(node) ? over(node.moduleSpecifier, source, `'../library/nowhere.ts'`) : undefined,
  },
  'date-arithmetic': {
    forms: ['agesOf'],
    at: (node) =>
      ts.isCallExpression(node) && node.getText().endsWith('getTime()')
        ? drop((node.expression as ts.PropertyAccessExpression).expression.getEnd(), node.getEnd())
        : undefined,
  },
  'duplicate-name': {
    forms: ['joinList', 'callNumbers'],
    at: (node, source) =>
      ts.isVariableStatement(node) && isInBody(node)
        ? { start: node.getStart(source), end: node.getStart(source), text: `${node.getText(source)}\n  ` }
        : undefined,
  },
  'lose-bracket': {
    forms: ['callNumbers', 'joinList', 'filterAndMap'],
    at: (node) => (ts.isCallExpression(node) && isInBody(node) ? drop(node.getEnd() - 1, node.getEnd()) : undefined),
  },
  'lose-brace': {
    forms: ['findBest', 'awaitInLoop'],
    at: (node) => (ts.isForOfStatement(node) ? drop(node.getEnd() - 1, node.getEnd()) : undefined),
  },
};

/** Every place of the module where the mistake can be made. */
export function findMutations(operator: Operator, source: ts.SourceFile): Mutation[] {
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    const mutation = operator.at(node, source);
    if (mutation !== undefined) found.push(mutation);
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return found;
}

export function mutate(text: string, { start, end, text: put }: Mutation): string {
  return text.slice(0, start) + put + text.slice(end);
}

// That nothing a reader of the explorer's page sees or hears is written past the function that translates it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';

const told = new Set(['title', 'aria-label', 'aria-valuetext', 'placeholder', 'alt', 'label', 'meaning', 'words']);
const makers = new Map([
  ['element', 2],
  ['rememberedText', 2],
]);
const appenders = /\.(append|prepend|replaceChildren|replaceWith)$/;

test('the page says its words through `t`', () => {
  const paths = globSync('src/explorer/**/*.ts', { cwd: projectRoot }).toSorted();
  expect(paths.length).toBeGreaterThan(40);
  const found = paths.flatMap((path) => bareWords(path, readFileSync(join(projectRoot, path), 'utf8')));
  expect(found).toEqual([]);
});

test('words that go past it are found', () => {
  const bare = (source: string) => bareWords('a.ts', source);
  expect(bare("element('p', { class: 'quiet' }, 'Nothing yet')")).toEqual(['a.ts:1: Nothing yet']);
  expect(bare("element('p', {}, isOn ? 'On' : t('Off'))")).toEqual(['a.ts:1: On']);
  expect(bare('element("p", {}, `$' + '{n} found`)')).toEqual(['a.ts:1:  found']);
  expect(bare("element('p', { attributes: { title: 'Open', 'aria-label': t('Open it') } })")).toEqual(['a.ts:1: Open']);
  expect(bare("\nbutton.textContent = 'Play'")).toEqual(['a.ts:2: Play']);
  expect(bare("button.append(icon('play'), 'Play')")).toEqual(['a.ts:1: Play']);
  expect(bare("drawing.setAttribute('aria-label', 'A chart')")).toEqual(['a.ts:1: A chart']);
  expect(bare("element('p', {}, t('Nothing yet'), ' · ', `$" + '{name}: $' + '{value}`)')).toEqual([]);
  expect(bare("element('p', { attributes: { role: 'status' } }, value === 'open' ? name : '')")).toEqual([]);
});

/** `path:line: words` for each text with letters in it that stands where a reader meets it. */
function bareWords(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const shown of shownBy(node)) {
      for (const words of literalsOf(shown)) {
        if (!/\p{L}/u.test(words.text)) continue;
        const { line } = file.getLineAndCharacterOfPosition(words.getStart(file));
        found.push(`${path}:${line + 1}: ${words.text}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The expressions that this node itself puts before the reader. */
function shownBy(node: ts.Node): readonly ts.Expression[] {
  if (ts.isPropertyAssignment(node)) return told.has(nameOf(node.name)) ? [node.initializer] : [];
  if (ts.isBinaryExpression(node)) {
    const isSet = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    return isSet && /\.(textContent|title|placeholder)$/.test(node.left.getText()) ? [node.right] : [];
  }
  if (!ts.isCallExpression(node)) return [];
  const callee = node.expression.getText();
  const first = makers.get(callee);
  if (first !== undefined) return node.arguments.slice(first);
  if (appenders.test(callee)) return node.arguments;
  const attribute = node.arguments.find((argument) => ts.isStringLiteral(argument) && told.has(argument.text));
  return /setAttribute$/.test(callee) && attribute ? node.arguments.slice(-1) : [];
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : '';
}

/** The texts that an expression may come to, through its branches; what a function makes of them is its own affair. */
function literalsOf(node: ts.Expression): readonly ts.LiteralLikeNode[] {
  if (ts.isStringLiteralLike(node)) return [node];
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(literalsOf);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap(({ expression, literal }) => [...literalsOf(expression), literal]);
    return [node.head, ...spans];
  }
  if (!ts.isBinaryExpression(node)) return [];
  const { left, operatorToken, right } = node;
  const isEither = ['??', '||', '+'].includes(operatorToken.getText());
  return isEither ? [left, right].flatMap(literalsOf) : operatorToken.getText() === '&&' ? literalsOf(right) : [];
}

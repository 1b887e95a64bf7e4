// That nothing the extension shows its user is written past the functions that translate it.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';

/** What the sources say in English, and why they may. */
const exceptions: readonly (readonly [path: string, words: RegExp, reason: string])[] = [
  ['agents/agent-tools.ts', /No folder is open/, 'an answer of a tool, for an agent'],
  [
    'agents/chat-participant.ts',
    /When was the last time|Why $| changed$/,
    'a question, which the engine reads in English',
  ],
  ['agents/chat-participant.ts', /this evidence alone|Name the commit/, 'what a model is told to do'],
  ['agents/wording-request.ts', /JSON array|Word each sentence|Keep every number/, 'what a model is told to do'],
  ['surface/agent-import.ts', /Copilot|Claude|Codex|Gemini|Cline|Roo/, 'names of products'],
  ['surface/explorer-document.ts', /<\/?\w+/, 'markup'],
  [
    'surface/explorer-panel.ts',
    /EditorGroup|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth/,
    'names of commands',
  ],
];

test('the extension says its words through `vscode.l10n.t` or `t`', () => {
  const paths = globSync('src/extension/{*,{surface,agents,connect}/*}.ts', { cwd: projectRoot }).toSorted();
  expect(paths.length).toBeGreaterThan(60);
  const found = paths.flatMap((path) => bareWords(path, readFileSync(join(projectRoot, path), 'utf8')));
  const isExcepted = (line: string) => exceptions.some(([path, words]) => line.includes(path) && words.test(line));
  expect(found.filter((line) => !isExcepted(line))).toEqual([]);
  // An exception that nothing needs any more is taken out.
  expect(exceptions.filter(([path, words]) => !found.some((line) => line.includes(path) && words.test(line)))).toEqual(
    [],
  );
});

test('words that go past it are found', () => {
  const bare = (source: string) => bareWords('a.ts', source);
  expect(bare("const sentence = 'The engine is away.'")).toEqual(['a.ts:1: The engine is away.']);
  expect(bare('\nlines.push(`found in $' + '{place}`)')).toEqual(['a.ts:2: found in ']);
  expect(bare("row = { label: 'Known' }")).toEqual(['a.ts:1: Known']);
  expect(bare("item.tooltip = isOn ? 'on' : t('off')")).toEqual(['a.ts:1: on']);
  expect(bare("row = { icon: 'book', word: 'away' }")).toEqual(['a.ts:1: away']);
  expect(bare('return `$' + '{n} event$' + "{n === 1 ? '' : 's'}`")).toEqual(['a.ts:1:  event']);
  expect(bare("show(vscode.l10n.t('The engine is away.'), tCount(n, '{0} event here', '{0} events here'))")).toEqual(
    [],
  );
  expect(bare("throw new Error('It cannot be.'); log.warn(`It went $" + '{n} times wrong`)')).toEqual([]);
  expect(
    bare("if (kind === 'away') return { kind: 'ready', icon: 'debug-pause', label: `$(book) $" + '{word}` }'),
  ).toEqual([]);
});

/** `path:line: words` for each text that reads as English, or stands where the user meets it, and is not translated. */
function bareWords(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isForNobody(node)) return;
    if (isText(node) && isWording(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${path}:${line + 1}: ${node.text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

type Text = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

/** What never reaches the user as it stands, or reaches them translated. */
function isForNobody(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isThrowStatement(node)) return true;
  if (!ts.isCallExpression(node)) return false;
  const callee = node.expression.getText();
  // What is filled into a translated text is looked at by itself.
  return /\blog(ger)?\.\w+$/.test(callee);
}

const shownNames =
  /^(label|description|detail|title|text|tooltip|placeHolder|placeholder|prompt|word|words|sentence|name|message|badge|contentText)$/;
const translators = /(^|\.)(l10n\.t|t|tNodes|tCount)$/;

function isWording(node: Text): boolean {
  const words = node.text.replace(/\$\([\w~-]+\)|Second Nature|&nbsp;|command:\S*/g, '');
  if (!/\p{L}/u.test(words) || isTranslated(node)) return false;
  return isSentence(words, node) || /^\p{Lu}\p{Ll}+$/u.test(words) || isShown(node);
}

function isTranslated(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isCallExpression(parent) && translators.test(parent.expression.getText());
}

/** Words beside each other, or a word beside a value that is filled in. */
function isSentence(words: string, node: Text): boolean {
  if (/\p{L}[,;:.!?]? \p{L}/u.test(words)) return true;
  return !ts.isStringLiteralLike(node) && /(^|\s)\p{L}{2,}(\s|$)/u.test(words);
}

/** Where it, or what it is a part of, is given to something that the user sees. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && shownNames.test(parent.name.getText());
  if (ts.isBinaryExpression(parent)) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.EqualsToken) return shownNames.test(/\w+$/.exec(parent.left.getText())?.[0] ?? '');
    const isEither = ['??', '||', '&&', '+'].includes(parent.operatorToken.getText());
    return isEither && isShown(parent);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isShown(parent);
  if (ts.isTemplateSpan(parent)) return isShown(parent.parent);
  if (ts.isTemplateExpression(parent) || ts.isParenthesizedExpression(parent)) return isShown(parent);
  return false;
}

// `npm run strings`: what the extension and the explorer's page say to their user comes in from the sources, the bundle that
// translators start from goes out: l10n/bundle.l10n.json, each string by itself. Translations lie beside it as
// bundle.l10n.LANGUAGE.json.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './build.ts';

export const bundlePath = join(projectRoot, 'l10n', 'bundle.l10n.json');

/** By the function that says it, which of its arguments are texts; those of pure wording and of the page are in localised-text.ts. */
const textPlaces: readonly (readonly [callee: RegExp, places: readonly number[]])[] = [
  [/(^|\.)(t|tNodes)$/, [0]],
  [/(^|\.)tCount$/, [1, 2]],
];

/**
 * The texts of the calls of `vscode.l10n.t` and of the page's functions, in the order of the alphabet.
 *
 * @throws for a call whose text is no plain string: nobody could translate it
 */
export function collectStrings(): string[] {
  const found = new Set<string>();
  for (const path of globSync('src/{extension,explorer,language}/**/*.ts', { cwd: projectRoot }).toSorted()) {
    for (const text of stringsOf(path, readFileSync(join(projectRoot, path), 'utf8'))) found.add(text);
  }
  return [...found].sort();
}

/** @param path for the message of the error */
export function stringsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const text of textsOf(node)) {
      if (text === undefined || !ts.isStringLiteralLike(text)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        throw new Error(`${path}:${line + 1}: only a plain string can be translated.`);
      }
      found.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  const textsOf = (node: ts.Node): (ts.Expression | undefined)[] => {
    if (!ts.isCallExpression(node)) return [];
    const callee = node.expression.getText(file);
    const [, places = []] = textPlaces.find(([known]) => known.test(callee)) ?? [];
    return places.map((place) => node.arguments[place]);
  };
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false);
  visit(file);
  return found;
}

export function bundleText(strings: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(strings.map((text) => [text, text])), null, 2)}\n`;
}

if (import.meta.main) {
  const strings = collectStrings();
  mkdirSync(dirname(bundlePath), { recursive: true });
  writeFileSync(bundlePath, bundleText(strings));
  console.log(`${strings.length} strings`);
}

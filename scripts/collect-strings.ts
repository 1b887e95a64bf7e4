// `npm run strings`: what the extension says to its user comes in from the sources, the bundle that translators start from
// goes out: l10n/bundle.l10n.json, each string by itself. Translations lie beside it as bundle.l10n.LANGUAGE.json.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from './build.ts';

export const bundlePath = join(projectRoot, 'l10n', 'bundle.l10n.json');

/**
 * The first argument of each call of `vscode.l10n.t`, in the order of the alphabet.
 *
 * @throws for a call whose argument is no plain string: nobody could translate it
 */
export function collectStrings(): string[] {
  const found = new Set<string>();
  for (const path of globSync('src/extension/**/*.ts', { cwd: projectRoot }).toSorted()) {
    for (const text of stringsOf(path, readFileSync(join(projectRoot, path), 'utf8'))) found.add(text);
  }
  return [...found].sort();
}

/** @param path for the message of the error */
export function stringsOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\bl10n\.t$/.test(node.expression.getText(file))) {
      const [first] = node.arguments;
      if (first === undefined || !ts.isStringLiteralLike(first)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        throw new Error(`${path}:${line + 1}: only a plain string can be translated.`);
      }
      found.push(first.text);
    }
    ts.forEachChild(node, visit);
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

// Habits that a linter does not know: sizes, names, opening comments, no path of anybody's machine.
import { globSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../scripts/build.ts';

const linesMax = 400;
const forbiddenName = /(^|-)(utils?|helpers?|common|manager|misc)(-|$)/;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Places of the machine that this runs on, wherever that is. */
const machinePaths = [projectRoot, `${homedir()}/`];

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(...patterns: readonly string[]): Source[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: projectRoot })).toSorted();
  return paths.map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

const namesMachine = (text: string) => machinePaths.some((path) => text.includes(path));

/** What is wrong with one file, as plain words. */
function offences({ path, text }: Source): string[] {
  const name = basename(path).replace(/(\.test|\.config)?\.(ts|mjs)$/, '');
  const found: string[] = [];
  if (text.split('\n').length > linesMax) found.push(`longer than ${linesMax} lines`);
  if (forbiddenName.test(name)) found.push('a name that says nothing');
  if (!kebabCase.test(name)) found.push('a name that is not kebab-case');
  if (!/^(#!.*\n)?\/\/ /.test(text)) found.push('no opening comment');
  if (namesMachine(text)) found.push('a path of a machine');
  if (/^export default /m.test(text)) found.push('a default export');
  return found;
}

const wrong = (files: readonly Source[]) =>
  files.flatMap((file) => offences(file).map((offence) => `${file.path}: ${offence}`));

test('every source keeps the habits', () => {
  const files = sources('src/**/*.ts');
  expect(files.length).toBeGreaterThan(20);
  expect(wrong(files)).toEqual([]);
});

test('no script and no test names a machine', () => {
  const files = sources('scripts/**/*.{ts,mjs}', 'test/**/*.ts', '*.md', 'package.json', 'webpack.config.js');
  const naming = files.filter((file) => namesMachine(file.text));
  expect(naming.map((file) => file.path)).toEqual([]);
});

test.each([
  ['src/engine/gate/path-utils.ts', '// Ok.\n', 'a name that says nothing'],
  ['src/engine/gate/pathRule.ts', '// Ok.\n', 'a name that is not kebab-case'],
  ['src/engine/gate/path-rule.ts', 'import x;\n', 'no opening comment'],
  ['src/engine/gate/path-rule.ts', `// Ok.\n${'\n'.repeat(400)}`, 'longer than 400 lines'],
  ['src/engine/gate/path-rule.ts', `// Ok.\nconst at = '${projectRoot}/x';\n`, 'a path of a machine'],
  ['src/engine/gate/path-rule.ts', '// Ok.\nexport default 1;\n', 'a default export'],
])('finds what is wrong with %s', (path, text, offence) => {
  expect(offences({ path, text })).toEqual([offence]);
});

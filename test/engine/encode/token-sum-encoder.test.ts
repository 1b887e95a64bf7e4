// The encoder that ships, run for real: near in meaning is near in space, and what is broken says so.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EncoderUnavailable } from '../../../src/engine/encode/encoder-unavailable.ts';
import { openOnnxModel } from '../../../src/engine/encode/onnx-model.ts';
import { loadTokenSumEncoder } from '../../../src/engine/encode/token-sum-encoder.ts';
import { createTokenizer } from '../../../src/engine/encode/tokenizer.ts';
import type { Encoder } from '../../../src/engine/model/ports.ts';
import { stemWord } from '../../../src/engine/model/word-stem.ts';

const folder = path.resolve(import.meta.dirname, '../../../media/encoder');
const scratch = mkdtempSync(path.join(tmpdir(), 'encoder-'));
let encoder: Encoder;

beforeAll(async () => {
  encoder = await loadTokenSumEncoder(folder);
});
afterAll(async () => {
  await encoder.close();
  rmSync(scratch, { recursive: true });
});

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

test('gives one unit vector a text, in order, and a zero vector where there is no word', async () => {
  const vectors = await encoder.encode(['retry the request', '', '!? --', 'retryTheRequest', 'qqzzxx 漢']);
  expect(vectors.map((vector) => vector.length)).toEqual(Array(5).fill(encoder.dimensions));
  expect(vectors.map((vector) => Math.round(Math.sqrt(dot(vector, vector)) * 1e4) / 1e4)).toEqual([1, 0, 0, 1, 1]);
  expect(dot(vectors[0]!, vectors[3]!)).toBeCloseTo(1, 5);
  expect(vectors[2]).toEqual(new Float32Array(encoder.dimensions));
});

test('a name never seen is nearest to names spelled like it', async () => {
  const [asked, alike, other] = await encoder.encode(['blorptwig', 'blorptwigger', 'zanquessimo']);
  expect(dot(asked!, alike!)).toBeGreaterThan(dot(asked!, other!) + 0.2);
});

test('words are as near to each other as the encoder has them alone, known or not', async () => {
  const asked = ['car', 'blorptwig'];
  const said = ['drive', 'car', 'quixel'];
  const compare = await encoder.wordComparer!();
  const vectors = await encoder.encode([...asked, ...said]);
  const expected = said.flatMap((_, i) => asked.map((_, k) => dot(vectors[k]!, vectors[asked.length + i]!)));
  const cosines = [...compare(asked.map(stemWord), said.map(stemWord))];
  expect(cosines).toHaveLength(6);
  for (const [i, cosine] of cosines.entries()) expect(cosine).toBeCloseTo(expected[i]!, 5);
  expect(cosines[2]).toBeCloseTo(1, 5);
  expect(cosines[0]).toBeGreaterThan(cosines[1]! + 0.1);
  expect([...compare([], said), ...compare(asked, [])]).toEqual([]);
});

test('inflections of a word are one word', async () => {
  const [one, other] = await encoder.encode(['closing connections', 'closed connection']);
  expect(dot(one!, other!)).toBeCloseTo(1, 5);
});

test('a vector does not depend on the texts beside it', async () => {
  const texts = Array.from(
    { length: 150 },
    (_, index) => `${'close the connection '.repeat(index % 7)} when job ${index} fails`,
  );
  const together = await encoder.encode(texts);
  for (const index of [0, 63, 64, 149]) {
    const [alone] = await encoder.encode([texts[index]!]);
    expect(dot(alone!, together[index]!)).toBeCloseTo(1, 5);
  }
  expect(await encoder.encode([])).toEqual([]);
});

test('a text of any length is encoded by its start', async () => {
  const [long, longer] = await encoder.encode(['import files '.repeat(500), 'import files '.repeat(50_000)]);
  expect(dot(long!, longer!)).toBeCloseTo(1, 5);
});

/** Pairs that say the same in other words, with hardly a content word in common. */
const paraphrases = [
  ['Drop the retry queue because it hid failures', 'remove the requeueing of failed jobs, since errors went unseen'],
  ['Close the database connection on shutdown', 'the server now disconnects from postgres when it stops'],
  ['Cache user lookups', 'remember account queries in memory'],
  ['Speed up startup', 'make launching faster'],
  ['Handle empty input', 'do not crash when the list has no elements'],
  ['Add dark theme', 'support night colours'],
  ['Validate email addresses on signup', 'check that the mail field is well formed when registering'],
  ['Bump dependencies', 'upgrade packages to their latest versions'],
  ['Log failed payments', 'record declined card transactions'],
  ['Increase the timeout of network calls', 'wait longer for responses of remote servers'],
  ['Show a spinner while loading', 'display progress until the data arrives'],
  ['Encrypt passwords before saving', 'hash credentials prior to storage'],
  ['Translate the interface to German', 'localise texts into another language'],
  ['Sort results by date', 'order the list with newest entries first'],
  ['Remove unused variables', 'delete dead declarations'],
  ['Write tests for the billing service', 'cover invoicing with unit checks'],
  ['Round prices to two decimals', 'money amounts lose precision beyond cents'],
  ['Allow administrators to delete accounts', 'admins can remove users'],
  ['Run the linter in continuous integration', 'check code style in the build pipeline'],
  ['Support keyboard shortcuts', 'bind hotkeys to actions'],
  ['Compress images before upload', 'shrink pictures prior to sending'],
  ['Split the configuration file', 'separate settings into several documents'],
  ['Use integers for identifiers', 'ids are whole numbers now'],
  ['Send a welcome message to new members', 'greet customers after registration'],
  ['Limit the size of attachments', 'reject files that are too large'],
] as const;

test('of a few dozen sentences, the one that says the same is mostly among the first', async () => {
  const questions = await encoder.encode(paraphrases.map(([question]) => question));
  const answers = await encoder.encode(paraphrases.map(([, answer]) => answer));
  const ranks = questions.map((question, own) => {
    const similarities = answers.map((answer) => dot(question, answer));
    return 1 + similarities.filter((similarity) => similarity > similarities[own]!).length;
  });
  const reciprocal = ranks.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length;
  // By chance it would be 0.15.
  expect(reciprocal).toBeGreaterThan(0.5);
  expect(ranks.filter((rank) => rank <= 3).length / ranks.length).toBeGreaterThan(0.6);
});

const digest = (model: Uint8Array | string, vocabulary: Uint8Array | string) =>
  createHash('sha256').update(model).update(table).update(vocabulary).digest('hex');
const model = readFileSync(path.join(folder, 'model.onnx'));
const table = readFileSync(path.join(folder, 'model.onnx.data'));
const vocabulary = readFileSync(path.join(folder, 'vocabulary.txt'));
const description = (change: object) =>
  JSON.stringify({ ...JSON.parse(readFileSync(path.join(folder, 'encoder.json'), 'utf8')), ...change });
const tooManyWords = Array.from({ length: 50_000 }, (_, index) => `w${index}`).join('\n');

test.each([
  [{ 'model.onnx': undefined }, /cannot be read.*ENOENT/],
  [{ 'model.onnx.data': undefined }, /cannot be read.*ENOENT/],
  [{ 'vocabulary.txt': undefined }, /cannot be read.*ENOENT/],
  [{ 'encoder.json': undefined }, /cannot be read.*ENOENT/],
  [{ 'encoder.json': '{' }, /cannot be read/],
  [{ 'encoder.json': '{"name":"x"}' }, /lacks a name/],
  [{ 'model.onnx': model.with(500, 1) }, /not the one that belongs there/],
  [{ 'model.onnx.data': table.with(5_000_000, 1) }, /not the one that belongs there/],
  [{ 'vocabulary.txt': 'x' }, /not the one that belongs there/],
  [{ 'vocabulary.txt': '', 'encoder.json': description({ digest: digest(model, '') }) }, /vocabulary is broken/],
  [
    { 'vocabulary.txt': tooManyWords, 'encoder.json': description({ digest: digest(model, tooManyWords) }) },
    /does not fit its vocabulary/,
  ],
  [{ 'encoder.json': description({ dimensions: 50 }) }, /does not fit its vocabulary/],
])('broken files (%#) give a clear error', async (files, message) => {
  const broken = mkdtempSync(path.join(scratch, 'broken-'));
  cpSync(folder, broken, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    if (content === undefined) rmSync(path.join(broken, file));
    else writeFileSync(path.join(broken, file), content);
  }
  const failure = await loadTokenSumEncoder(broken).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EncoderUnavailable);
  expect((failure as Error).message).toMatch(message);
  expect((failure as Error).message).toMatch(/^The text encoder is not available: /);
});

test('its id names model and content', () => {
  expect(encoder.id).toBe(`token-sum-${encoder.dimensions}-${digest(model, vocabulary).slice(0, 12)}`);
});

test('gives what ONNX Runtime makes of the model', async () => {
  const runtime = await openOnnxModel(path.join(folder, 'model.onnx'));
  const { wordsMax, buckets } = JSON.parse(description({}));
  const stems = vocabulary.toString().trim().split('\n');
  const { bagOf } = createTokenizer(stems, buckets, wordsMax);
  const texts = [...paraphrases.flat(), 'blorptwig', 'close the connection '.repeat(90)];
  const vectors = await encoder.encode(texts);
  for (const [i, text] of texts.entries()) {
    const { ids, weights } = bagOf(text);
    const inputs = { ids: BigInt64Array.from(ids, BigInt), weights: Float32Array.from(weights) };
    const { embedding } = await runtime.run(inputs, [1, ids.length]);
    const far = vectors[i]!.map((number, n) => Math.abs(number - Number(embedding!.data[n])));
    expect(Math.max(...far)).toBeLessThan(1e-5);
  }
  await runtime.close();
});

test('lets its table go at rest, and reads it again also where the folder has gone', async () => {
  const moved = path.join(scratch, 'moved');
  cpSync(folder, moved, { recursive: true });
  const other = await loadTokenSumEncoder(moved);
  const [before] = await other.encode(['retry the request']);
  // Windows keeps what is open.
  if (process.platform !== 'win32') rmSync(moved, { recursive: true });
  await setTimeout(2_500);
  const [after] = await other.encode(['retry the request']);
  expect(after).toEqual(before);
  await other.close();
});

// The training itself: in, pairs of texts that belong together; out, a vocabulary and a table by which a question lies
// nearer to its own answer than to others. One thread; the same seed gives the same table.
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createTokenizer } from '../../src/engine/encode/tokenizer.ts';
import { seededRandom } from '../../test/evaluate/ranking-measure.ts';
import { planBatches, type Random } from './batch-plan.ts';
import { contrastGraph } from './contrast-graph.ts';
import { writeOnnxModel } from './onnx-writer.ts';
import { startTable, type WordEmbeddings } from './start-table.ts';
import type { TextPair } from './text-pair.ts';
import type { TokenTable } from './token-table.ts';
import { bagsOf, chooseStems, type TrainingBags } from './training-bags.ts';

export interface TrainingSettings {
  readonly seed: number;
  readonly epochs: number;
  readonly dimensions: number;
  readonly stemsMax: number;
  /** Texts in which a stem must occur to have a row of its own. */
  readonly textsMin: number;
  readonly buckets: number;
  readonly wordsMax: number;
  readonly batchSize: number;
  /** By which cosines are sharpened. */
  readonly scale: number;
  /** Of the first step; it falls to nothing evenly. */
  readonly rate: number;
  /** Chance that a token of a text is left out at a step. */
  readonly dropout: number;
  /** Share of a batch that comes from one package, in the last half of the epochs; it grows from 0. */
  readonly hardness: number;
}

export interface TrainedEncoder {
  readonly stems: readonly string[];
  readonly table: TokenTable;
}

/** @param report one line of progress */
export async function trainEncoder(
  pairs: readonly TextPair[],
  embeddings: WordEmbeddings | undefined,
  settings: TrainingSettings,
  report: (line: string) => void,
): Promise<TrainedEncoder> {
  const { dimensions, stemsMax, textsMin, buckets, wordsMax, epochs, batchSize } = settings;
  const random = seededRandom(settings.seed);
  const vocabulary = chooseStems(pairs, stemsMax, textsMin, wordsMax);
  const tokenizer = createTokenizer(vocabulary.stems, buckets, wordsMax);
  const bags = {
    questions: bagsOf(
      pairs.map((pair) => pair.question),
      tokenizer,
    ),
    answers: bagsOf(
      pairs.map((pair) => pair.answer),
      tokenizer,
    ),
  };
  report(`${pairs.length} pairs, ${vocabulary.stems.length} stems`);
  const table = startTable(vocabulary, tokenizer.size, dimensions, embeddings, random);
  const contrast = await openContrast(dimensions, settings.scale);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const batches = planBatches(pairs, batchSize, hardnessAt(epoch, settings), random);
    let loss = 0;
    for (const [step, batch] of batches.entries()) {
      const rate = settings.rate * (1 - (epoch + step / batches.length) / epochs);
      loss += (await learnBatch(table, bags, batch, contrast, settings.dropout, random)) / batches.length;
      table.step(rate);
    }
    report(`epoch ${epoch + 1} of ${epochs}: loss ${loss.toFixed(3)}`);
  }
  await contrast.close();
  return { stems: vocabulary.stems, table };
}

/** From 0 in the first epoch to all of it halfway. */
function hardnessAt(epoch: number, { epochs, hardness }: TrainingSettings): number {
  return hardness * Math.min(1, epoch / Math.max(1, Math.floor(epochs / 2)));
}

/** @returns the mean loss of a question */
async function learnBatch(
  table: TokenTable,
  { questions, answers }: TrainingBags,
  batch: readonly number[],
  contrast: Contrast,
  dropout: number,
  random: Random,
): Promise<number> {
  const keeps = () => random() >= dropout;
  const asked = table.encode(questions, batch, keeps);
  const answered = table.encode(answers, batch, keeps);
  const { loss, askedPull, answeredPull } = await contrast.compare(asked.vectors, answered.vectors, batch.length);
  table.pull(questions, asked, askedPull);
  table.pull(answers, answered, answeredPull);
  return loss;
}

interface Contrast {
  /** Means over the batch and both directions. */
  compare(
    questions: Float32Array,
    answers: Float32Array,
    count: number,
  ): Promise<{ loss: number; askedPull: Float32Array; answeredPull: Float32Array }>;
  close(): Promise<void>;
}

async function openContrast(dimensions: number, scale: number): Promise<Contrast> {
  const session = await InferenceSession.create(writeOnnxModel(contrastGraph(dimensions, scale)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const units = new Map<number, Tensor>();
  return {
    async compare(questions, answers, count) {
      const own = units.get(count) ?? unitMatrix(count);
      units.set(count, own);
      const shape = [count, dimensions];
      const { loss, question_gradient, answer_gradient } = await session.run({
        questions: new Tensor('float32', questions, shape),
        answers: new Tensor('float32', answers, shape),
        own,
      });
      const mean = 1 / (2 * count);
      return {
        loss: (loss!.data[0] as number) * mean,
        askedPull: (question_gradient!.data as Float32Array).map((value) => value * mean),
        answeredPull: (answer_gradient!.data as Float32Array).map((value) => value * mean),
      };
    },
    close: () => session.release(),
  };
}

function unitMatrix(size: number): Tensor {
  const data = new Float32Array(size * size);
  for (let i = 0; i < size; i += 1) data[i * size + i] = 1;
  return new Tensor('float32', data, [size, size]);
}

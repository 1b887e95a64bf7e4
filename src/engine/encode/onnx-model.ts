// A model file comes in, something that runs it comes out. This is the only file that touches ONNX Runtime, which is
// loaded only where a user chose a model of their own.
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { EncoderUnavailable, messageOf } from './encoder-unavailable.ts';

type Runtime = typeof import('onnxruntime-node');

export interface OnnxModel {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** By the names of the model's inputs; all of one shape, rows one after the other. */
  run(inputs: Readonly<Record<string, BigInt64Array | Float32Array>>, shape: readonly number[]): Promise<Outputs>;
  close(): Promise<void>;
}

export type Outputs = Readonly<Record<string, Tensor>>;

/**
 * @param file its path; the model may have parts beside it
 * @throws EncoderUnavailable where the model is broken or ONNX Runtime does not load on this machine
 */
export async function openOnnxModel(file: string): Promise<OnnxModel> {
  const runtime = await loadRuntime();
  const session = await openSession(runtime, file);
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    run(inputs, shape) {
      const feeds = Object.entries(inputs).map(([name, data]) => [name, toTensor(runtime, data, shape)]);
      return session.run(Object.fromEntries(feeds));
    },
    close: () => session.release(),
  };
}

function toTensor({ Tensor }: Runtime, data: BigInt64Array | Float32Array, shape: readonly number[]): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, shape) : new Tensor('int64', data, shape);
}

async function openSession({ InferenceSession }: Runtime, file: string): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    // A text takes microseconds: more threads would only wait for each other.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
    // A pattern would be kept for each length of text: 12 to 36 MB after 5,000 texts of many lengths, at the same speed.
    enableMemPattern: false,
    logSeverityLevel: 4,
  };
  try {
    return await InferenceSession.create(file, options);
  } catch (cause) {
    throw new EncoderUnavailable(`its model cannot be opened (${messageOf(cause)}).`, cause);
  }
}

async function loadRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new EncoderUnavailable(`ONNX Runtime does not load on this machine (${messageOf(cause)}).`, cause);
  }
}

/**
 * Lays rows of ids side by side, each filled up with `padding` to the longest, at least one column wide. Ids are small, so
 * their low halves say all; made one by one, the big integers would cost more than a small model.
 */
export function padIds(rows: readonly (readonly number[])[], padding: number): { ids: BigInt64Array; length: number } {
  const length = rows.reduce((max, row) => Math.max(max, row.length), 1);
  const ids = new BigInt64Array(rows.length * length).fill(BigInt(padding));
  const lowHalves = new Int32Array(ids.buffer);
  for (const [index, row] of rows.entries()) {
    for (const [column, id] of row.entries()) lowHalves[2 * (index * length + column)] = id;
  }
  return { ids, length };
}

/** Of numbers [rows, …]; throws where the model gives another shape. */
export function readNumbers(output: Tensor | undefined, shape: readonly number[]): Float32Array {
  const given = output?.dims.join(' × ');
  if (given !== shape.join(' × ') || !(output!.data instanceof Float32Array)) {
    throw new Error(`The model gives ${given ?? 'nothing'} where ${shape.join(' × ')} numbers are due.`);
  }
  return output!.data;
}

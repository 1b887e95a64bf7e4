// The encoder as an ONNX graph: rows of small integers come in, a model that adds up the rows of a text goes out.
import { encoderFiles } from '../../src/engine/encode/token-sum-encoder.ts';
import {
  elementTypes,
  intAttribute,
  intsAttribute,
  node,
  type OnnxGraph,
  tensor,
  tensorInFile,
  valueInfo,
} from './onnx-writer.ts';

export interface EncoderTable {
  readonly dimensions: number;
  /** Rows one after the other; row 0 is padding and all zero. */
  readonly rows: Int8Array;
  /** One factor a row: its scale and its token's weight. */
  readonly gains: Float32Array;
}

/**
 * The model `ids, weights → embedding`: ids are int64 [batch, length], 0 for padding; weights are float32 of the same
 * shape; the embedding is float32 [batch, dimensions], of length 1, or all zero for a text without a token.
 */
export function encoderGraph({ dimensions, rows, gains }: EncoderTable): OnnxGraph {
  const place = (offset: number, length: number) => ({ location: encoderFiles.table, offset, length });
  return {
    name: 'token-sum',
    node: [
      node('Gather', ['rows', 'ids'], 'quantised'),
      node('Cast', ['quantised'], 'vectors', [intAttribute('to', elementTypes.float)]),
      node('Gather', ['gains', 'ids'], 'gains_of_tokens'),
      node('Mul', ['gains_of_tokens', 'weights'], 'factors'),
      node('Unsqueeze', ['factors', 'middle_axis'], 'factors_in_row'),
      node('MatMul', ['factors_in_row', 'vectors'], 'sum_in_row'),
      node('Squeeze', ['sum_in_row', 'middle_axis'], 'sum'),
      node('ReduceL2', ['sum'], 'length', [intsAttribute('axes', [1])]),
      node('Max', ['length', 'epsilon'], 'divisor'),
      node('Div', ['sum', 'divisor'], 'embedding'),
    ],
    initializer: [
      tensorInFile('rows', elementTypes.int8, [gains.length, dimensions], place(0, rows.byteLength)),
      tensorInFile('gains', elementTypes.float, [gains.length], place(rows.byteLength, gains.byteLength)),
      tensor('middle_axis', elementTypes.int64, [1], BigInt64Array.of(1n)),
      tensor('epsilon', elementTypes.float, [1], Float32Array.of(1e-12)),
    ],
    input: [
      valueInfo('ids', elementTypes.int64, ['batch', 'length']),
      valueInfo('weights', elementTypes.float, ['batch', 'length']),
    ],
    output: [valueInfo('embedding', elementTypes.float, ['batch', dimensions])],
  };
}

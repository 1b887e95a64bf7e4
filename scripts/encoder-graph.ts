// From the encoder's table to an ONNX file: word ids in, one unit vector a text out. The graph is written down here by
// hand; the wire format is the part of ONNX's protobuf schema that it needs.
import protobuf from 'protobufjs';
import type { EncoderTable } from './encoder-table.ts';

/** Numbers of ONNX's own enumeration of element and attribute types. */
const elementTypes = { float: 1, int8: 3, int64: 7 } as const;
const attributeTypes = { int: 2, ints: 7 } as const;

const irVersion = 8;
const operatorSetVersion = 17;

const { root } = protobuf.parse(
  `
  syntax = "proto2";
  message Model { optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7; repeated OperatorSet opset_import = 8; }
  message OperatorSet { optional string domain = 1; optional int64 version = 2; }
  message Graph { repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
  message Node { repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { optional string name = 1; optional int64 i = 3; repeated int64 ints = 8; optional int32 type = 20; }
  message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9; }
  message ValueInfo { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`,
  { keepCase: true },
);

/**
 * The model `ids → embedding`: ids are int64 [batch, length], 0 for padding; the embedding is float32
 * [batch, dimensions], of length 1, or all zero for a text without a word.
 */
export function writeOnnxModel(table: EncoderTable): Uint8Array {
  const Model = root.lookupType('Model');
  const model = {
    ir_version: irVersion,
    producer_name: 'second-nature',
    graph: graphOf(table),
    opset_import: [{ domain: '', version: operatorSetVersion }],
  };
  const problem = Model.verify(model);
  if (problem !== null) throw new Error(`The model does not fit the schema: ${problem}`);
  return Model.encode(Model.create(model)).finish();
}

function graphOf({ dimensions, rows, gains }: EncoderTable) {
  const middleAxis = BigInt64Array.of(1n);
  const epsilon = Float32Array.of(1e-12);
  return {
    name: 'word-sum',
    node: [
      node('Gather', ['rows', 'ids'], 'quantised'),
      node('Cast', ['quantised'], 'vectors', [{ name: 'to', i: elementTypes.float, type: attributeTypes.int }]),
      node('Gather', ['gains', 'ids'], 'gains_of_words'),
      node('Unsqueeze', ['gains_of_words', 'middle_axis'], 'weights'),
      node('MatMul', ['weights', 'vectors'], 'sum_in_row'),
      node('Squeeze', ['sum_in_row', 'middle_axis'], 'sum'),
      node('ReduceL2', ['sum'], 'length', [{ name: 'axes', ints: [1], type: attributeTypes.ints }]),
      node('Max', ['length', 'epsilon'], 'divisor'),
      node('Div', ['sum', 'divisor'], 'embedding'),
    ],
    initializer: [
      tensor('rows', elementTypes.int8, [gains.length, dimensions], rows),
      tensor('gains', elementTypes.float, [gains.length], gains),
      tensor('middle_axis', elementTypes.int64, [1], middleAxis),
      tensor('epsilon', elementTypes.float, [1], epsilon),
    ],
    input: [valueInfo('ids', elementTypes.int64, [{ dim_param: 'batch' }, { dim_param: 'length' }])],
    output: [valueInfo('embedding', elementTypes.float, [{ dim_param: 'batch' }, { dim_value: dimensions }])],
  };
}

function node(operator: string, input: string[], output: string, attribute: object[] = []) {
  return { op_type: operator, name: output, input, output: [output], attribute };
}

/** Raw data is little-endian, as the arrays of every machine that Node runs on are. */
function tensor(name: string, type: number, dims: number[], data: ArrayBufferView) {
  return { name, data_type: type, dims, raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function valueInfo(name: string, type: number, dim: object[]) {
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } };
}

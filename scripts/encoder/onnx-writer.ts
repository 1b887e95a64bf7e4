// A graph of ONNX operators, written down by hand, comes in; the bytes of a model file go out. The wire format is the part
// of ONNX's protobuf schema that small graphs need.
import protobuf from 'protobufjs';

/** Numbers of ONNX's own enumeration. */
export const elementTypes = { float: 1, int8: 3, int64: 7 } as const;
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

const irVersion = 8;
const operatorSetVersion = 17;
/** Of a tensor's data, in the schema's enumeration. */
const externalLocation = 1;

const { root } = protobuf.parse(
  `
  syntax = "proto2";
  message Model { optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7; repeated OperatorSet opset_import = 8; }
  message OperatorSet { optional string domain = 1; optional int64 version = 2; }
  message Graph { repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
  message Node { repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4; repeated Attribute attribute = 5; }
  message Attribute { optional string name = 1; optional float f = 2; optional int64 i = 3; repeated int64 ints = 8; optional int32 type = 20; }
  message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9; repeated Entry external_data = 13; optional int32 data_location = 14; }
  message Entry { optional string key = 1; optional string value = 2; }
  message ValueInfo { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
`,
  { keepCase: true },
);

export interface OnnxGraph {
  readonly name: string;
  /** In an order in which each node's inputs are made before it. */
  readonly node: readonly object[];
  readonly initializer: readonly object[];
  readonly input: readonly object[];
  readonly output: readonly object[];
}

/** @throws if the graph does not fit the schema */
export function writeOnnxModel(graph: OnnxGraph): Uint8Array {
  const Model = root.lookupType('Model');
  const model = {
    ir_version: irVersion,
    producer_name: 'second-nature',
    graph,
    opset_import: [{ domain: '', version: operatorSetVersion }],
  };
  const problem = Model.verify(model);
  if (problem !== null) throw new Error(`The model does not fit the schema: ${problem}`);
  return Model.encode(Model.create(model)).finish();
}

/** Its name is that of its output. */
export function node(operator: string, input: string[], output: string, attribute: object[] = []) {
  return { op_type: operator, name: output, input, output: [output], attribute };
}

export const intAttribute = (name: string, i: number) => ({ name, i, type: attributeTypes.int });
export const intsAttribute = (name: string, ints: number[]) => ({ name, ints, type: attributeTypes.ints });

/** Raw data is little-endian, as the arrays of every machine that Node runs on are. */
export function tensor(name: string, type: number, dims: number[], data: ArrayBufferView) {
  return { name, data_type: type, dims, raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/** A tensor whose data stand in a file of their own beside the model. Offset and length in bytes. */
export function tensorInFile(
  name: string,
  type: number,
  dims: number[],
  place: { readonly location: string; readonly offset: number; readonly length: number },
) {
  const external_data = Object.entries(place).map(([key, value]) => ({ key, value: String(value) }));
  return { name, data_type: type, dims, external_data, data_location: externalLocation };
}

/** @param shape a number where the size is fixed, a name where it is not */
export function valueInfo(name: string, type: number, shape: readonly (number | string)[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } };
}

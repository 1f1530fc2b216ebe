/** Just enough of ONNX's protobuf to write a graph of float tensors. Fields are named as in onnx.proto. */
const encoder = new TextEncoder();

function varint(value) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const last = rest < 128n;
    bytes.push(Number(rest & 127n) | (last ? 0 : 128));
    if (last) return bytes;
  }
}

const whole = (field, value) => [...varint(field << 3), ...varint(value)];
const bytes = (field, content) => [...varint((field << 3) | 2), ...varint(content.length), ...content];
const text = (field, value) => bytes(field, encoder.encode(value));
const float = (field, value) => [
  ...varint((field << 3) | 5),
  ...new Uint8Array(Float32Array.of(value).buffer),
];

const FLOAT = 1;
const [ATTRIBUTE_FLOAT, ATTRIBUTE_INT] = [1, 2];

/** An attribute: a whole number for ints, { float } for floats. */
function attribute(name, value) {
  return typeof value === 'number'
    ? [...text(1, name), ...whole(3, value), ...whole(20, ATTRIBUTE_INT)]
    : [...text(1, name), ...float(2, value.float), ...whole(20, ATTRIBUTE_FLOAT)];
}

export function node(type, inputs, output, attributes = {}) {
  return [
    ...inputs.flatMap((name) => text(1, name)),
    ...text(2, output),
    ...text(4, type),
    ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
  ];
}

/** A constant. */
export function constant(name, shape, values) {
  return [
    ...shape.flatMap((length) => whole(1, length)),
    ...whole(2, FLOAT),
    ...text(8, name),
    ...bytes(9, new Uint8Array(Float32Array.from(values).buffer)),
  ];
}

function valueInfo([name, shape]) {
  const dims = shape.flatMap((length) => bytes(1, whole(1, length)));
  return [...text(1, name), ...bytes(2, bytes(1, [...whole(1, FLOAT), ...bytes(2, dims)]))];
}

export function model({ nodes, constants = [], inputs, outputs }) {
  const graph = [
    ...nodes.flatMap((content) => bytes(1, content)),
    ...text(2, 'graph'),
    ...constants.flatMap((content) => bytes(5, content)),
    ...Object.entries(inputs).flatMap((input) => bytes(11, valueInfo(input))),
    ...Object.entries(outputs).flatMap((output) => bytes(12, valueInfo(output))),
  ];
  const opset = [...text(1, ''), ...whole(2, 17)];
  return Uint8Array.from([...whole(1, 8), ...bytes(7, graph), ...bytes(8, opset)]);
}

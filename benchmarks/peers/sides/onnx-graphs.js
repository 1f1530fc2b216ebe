import { constant, model, node } from './onnx-writer.js';

/** z1 and y of the network; `after` is put behind every name of a parameter and result. */
const forward = (after) => [
  node('Gemm', ['x', `W1${after}`, `b1${after}`], `a1${after}`),
  node('Sigmoid', [`a1${after}`], `z1${after}`),
  node('Gemm', [`z1${after}`, `W2${after}`, `b2${after}`], `a2${after}`),
  node('Softmax', [`a2${after}`], `y${after}`, { axis: 1 }),
];

const paramShapes = (inputs, hidden) => ({
  W1: [inputs, hidden],
  b1: [1, hidden],
  W2: [hidden, 10],
  b2: [1, 10],
});

export function predictGraph(inputs, hidden, rows) {
  return model({
    nodes: forward(''),
    inputs: { x: [rows, inputs], ...paramShapes(inputs, hidden) },
    outputs: { y: [rows, 10] },
  });
}

/** The probability of the right class for each row: −log of it is its loss. */
export function lossGraph(inputs, hidden, rows) {
  return model({
    nodes: [...forward(''), node('Mul', ['y', 't'], 'picked')],
    inputs: { x: [rows, inputs], t: [rows, 10], ...paramShapes(inputs, hidden) },
    outputs: { picked: [rows, 10] },
  });
}

/**
 * An update by SGD. Each new parameter is one Gemm, −rate · aᵀ d + old, so that no gradient is written for itself. With
 * `after`, the probabilities of the right classes after the update too.
 */
export function stepGraph(inputs, hidden, rows, rate, after) {
  const shapes = paramShapes(inputs, hidden);
  const descend = { transA: 1, alpha: { float: -rate } };
  const nodes = [
    ...forward(''),
    node('Sub', ['y', 't'], 'difference'),
    node('Mul', ['difference', 'share'], 'd2'),
    node('Gemm', ['d2', 'W2'], 'dz1', { transB: 1 }),
    node('Sub', ['one', 'z1'], 'oneLess'),
    node('Mul', ['z1', 'oneLess'], 'slope'),
    node('Mul', ['dz1', 'slope'], 'd1'),
    node('Gemm', ['z1', 'd2', 'W2'], 'W2_', descend),
    node('Gemm', ['ones', 'd2', 'b2'], 'b2_', descend),
    node('Gemm', ['x', 'd1', 'W1'], 'W1_', descend),
    node('Gemm', ['ones', 'd1', 'b1'], 'b1_', descend),
    ...(after ? [...forward('_'), node('Mul', ['y_', 't'], 'picked')] : []),
  ];
  return model({
    nodes,
    constants: [
      constant('share', [1], [1 / rows]),
      constant('one', [1], [1]),
      constant('ones', [rows, 1], new Array(rows).fill(1)),
    ],
    inputs: { x: [rows, inputs], t: [rows, 10], ...shapes },
    outputs: {
      ...Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`${name}_`, shape])),
      ...(after && { picked: [rows, 10] }),
    },
  });
}

/** What a page imports, what its bundle may weigh, and what must not be in it. */
export interface Bundle {
  readonly name: string;
  readonly code: string;
  /** Bytes, minified and gzipped. Raising one belongs to the change that makes it necessary. */
  readonly ceiling: number;
  /** Texts that show that something unused was kept. */
  readonly absent?: readonly string[];
}

const all = (entry: string): string => `export * from '${entry}';`;

/** Ceilings are the sizes measured when they were set and about a tenth more. */
export const bundles: readonly Bundle[] = [
  {
    name: 'nothing that is used',
    code: `
      import { mish } from '@bilayer/activations';
      import { hinge } from '@bilayer/losses';
      import { digits } from '@bilayer/datasets';
      import * as tensor from '@bilayer/tensor';
      import * as book from '@bilayer/models/book';
      export const used = 1;`,
    ceiling: 200,
    absent: ['mish', 'hinge', 'digits', 'tensor'],
  },
  {
    name: 'zeros',
    code: `export { zeros } from '@bilayer/tensor';`,
    ceiling: 690,
    absent: ['matmul', 'tanh', 'randomState', 'reshape', 'broadcast'],
  },
  {
    name: 'add',
    code: `export { add } from '@bilayer/tensor';`,
    ceiling: 1680,
    absent: ['matmul', 'tanh', 'randomState', 'argMax', 'concat'],
  },
  {
    name: 'relu',
    code: `export { relu } from '@bilayer/activations';`,
    ceiling: 2740,
    absent: ['mish', 'sigmoid', 'gelu', 'softmax', 'erf', 'matmul'],
  },
  {
    name: 'crossEntropy',
    code: `export { crossEntropy } from '@bilayer/losses';`,
    ceiling: 6300,
    absent: ['huber', 'hinge', 'softmaxCrossEntropy', 'tanh', 'matmul'],
  },
  {
    name: 'sgd',
    code: `export { sgd } from '@bilayer/optimizers';`,
    ceiling: 2420,
    absent: ['adam', 'nesterov', 'warmUp', 'matmul'],
  },
  {
    name: 'xor',
    code: `export { xor } from '@bilayer/datasets';`,
    ceiling: 1090,
    absent: ['spiral', 'setosa', 'IDX', 'CSV'],
  },
  {
    name: 'inference: a model file to predictions',
    code: `
      export { loadModel } from '@bilayer/models/load';
      export { predict } from '@bilayer/models/predict';
      export { sigmoid, softmax } from '@bilayer/activations';`,
    ceiling: 10000,
    absent: [
      'numericalGradient',
      'writeSafetensors',
      'TwoLayerNet = class',
      'crossEntropy',
      'randomState',
      'mish',
    ],
  },
  { name: '@bilayer/tensor', code: all('@bilayer/tensor'), ceiling: 15960 },
  { name: '@bilayer/gradient', code: all('@bilayer/gradient'), ceiling: 4170 },
  { name: '@bilayer/activations', code: all('@bilayer/activations'), ceiling: 9180 },
  { name: '@bilayer/losses', code: all('@bilayer/losses'), ceiling: 8600 },
  { name: '@bilayer/optimizers', code: all('@bilayer/optimizers'), ceiling: 8140 },
  { name: '@bilayer/formats', code: all('@bilayer/formats'), ceiling: 3270 },
  { name: '@bilayer/datasets', code: all('@bilayer/datasets'), ceiling: 53680 },
  { name: '@bilayer/models', code: all('@bilayer/models'), ceiling: 15430 },
  { name: '@bilayer/models/book', code: all('@bilayer/models/book'), ceiling: 13960 },
  { name: '@bilayer/training', code: all('@bilayer/training'), ceiling: 11560 },
];

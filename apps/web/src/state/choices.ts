/**
 * What can be chosen, by the names that the command line has for it. Written out here, so that the page's first view needs
 * no package to show its menus; a test holds the lists to the packages.
 */

export const views = ['train', 'walk', 'draw', 'activation'] as const;
export type ViewName = (typeof views)[number];

export const languages = ['en', 'zh', 'ja'] as const;
export type Language = (typeof languages)[number];

export const dataNames = [
  'digits',
  'mnist',
  'iris',
  'xor',
  'circles',
  'moons',
  'spiral',
  'gaussians',
] as const;
export type DataName = (typeof dataNames)[number];

export const activations = [
  'sigmoid',
  'relu',
  'tanh',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'geluTanh',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'hardSigmoid',
  'identity',
  'step',
] as const;

/** Losses with the output activation that each is used with, as the command line chooses it. */
export const outputs = {
  crossEntropy: 'softmax',
  softmaxCrossEntropy: 'identity',
  binaryCrossEntropy: 'sigmoid',
  meanSquaredError: 'softmax',
  sumSquaredError: 'softmax',
  meanAbsoluteError: 'softmax',
  huber: 'softmax',
  hinge: 'identity',
} as const;
export type LossName = keyof typeof outputs;
export const losses: readonly LossName[] = Object.keys(outputs) as LossName[];

/** Optimizers with the learning rate that the command line takes when none is said. */
export const rates = {
  sgd: 1,
  momentum: 0.01,
  nesterov: 0.01,
  adaGrad: 0.01,
  rmsProp: 0.01,
  adam: 0.001,
  adamW: 0.001,
} as const;
export type OptimizerName = keyof typeof rates;
export const optimizers: readonly OptimizerName[] = Object.keys(rates) as OptimizerName[];

export const initializers = ['byGain', 'xavier', 'he', 'gaussian(std=0.01)'] as const;

export const gradients = ['backprop', 'numerical'] as const;
export const engines = ['wasm', 'eager'] as const;
export const dtypes = ['float32', 'float64'] as const;

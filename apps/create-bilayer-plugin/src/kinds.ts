import { Failure } from './failure.ts';

/** What can be made, by the name of its template. */
export const kinds = {
  activation: 'activation',
  loss: 'loss',
  optimizer: 'optimizer',
  dataset: 'data set',
} as const;

export type Kind = keyof typeof kinds;

/** What Bilayer has of each kind, by name. */
export const builtIns: Readonly<Record<Kind, readonly string[]>> = {
  activation: (
    'identity step sigmoid tanh relu leakyRelu elu selu gelu geluTanh silu mish softplus softsign hardSigmoid softmax ' +
    'logSoftmax formula'
  ).split(' '),
  loss: 'crossEntropy softmaxCrossEntropy binaryCrossEntropy sumSquaredError meanSquaredError meanAbsoluteError huber hinge'.split(
    ' ',
  ),
  optimizer: 'sgd momentum nesterov adaGrad rmsProp adam adamW'.split(' '),
  dataset: 'digits iris mnist circles gaussians moons spiral xor'.split(' '),
};

/** `text` as a kind. Throws `BAD_KIND`. */
export function kindFrom(text: string): Kind {
  if (isKind(text)) return text;
  throw new Failure('BAD_KIND', `--kind ${text}: expected one of ${Object.keys(kinds).join(', ')}`);
}

export function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}

import { listings, type Listing } from '../../code/listings.ts';

const { python, typescript } = listings.numericalGradient;

/**
 * The lines of the method that hand over W1, and the book's function as it is; in TypeScript the same, without the
 * private copy.
 */
export function sharedListing(isCopy: boolean): Listing {
  return {
    python: [
      'loss_W = lambda W: self.loss(x, t)',
      `grad = numerical_gradient(loss_W, self.params['W1']${isCopy ? '.copy()' : ''})`,
      '',
      ...python,
    ],
    typescript: [
      'const lossW = (W: Tensor) => this.loss(x, t);',
      'const { W1 } = this.params;',
      `const handed = ${isCopy ? 'tensor(W1.data.slice(), W1.shape)' : 'W1'};`,
      'const grad = numericalGradient(lossW, handed);',
      '',
      ...typescript
        .filter((line) => !line.includes('const nudged'))
        .map((line) => line.replace(/\bnudged\b/g, 'x')),
    ],
  };
}

/** The loss as a function that uses its argument, which is the network's array or a copy. */
export const usedListing = (isCopy: boolean): Listing => ({
  python: [
    'def loss_with(params, x, t):',
    "    z1 = sigmoid(np.dot(x, params['W1']) + params['b1'])",
    "    y = softmax(np.dot(z1, params['W2']) + params['b2'])",
    '    return cross_entropy_error(y, t)',
    '',
    "loss_W1 = lambda W1: loss_with({**net.params, 'W1': W1}, x, t)",
    `grad = numerical_gradient(loss_W1, net.params['W1']${isCopy ? '.copy()' : ''})`,
  ],
  typescript: [
    'const lossW1 = (W1: Tensor) => net.loss(x, t, { ...net.params, W1 });',
    'const { W1 } = net.params;',
    `const handed = ${isCopy ? 'tensor(W1.data.slice(), W1.shape)' : 'W1'};`,
    'const grad = numericalGradient(lossW1, handed);',
  ],
});

export const parameterForms = ['W', '_', ''] as const;
/** What the lambda calls its parameter; '' for none. */
export type ParameterForm = (typeof parameterForms)[number];

/** A lambda with that parameter, called as numerical_gradient calls it. */
export function parameterListing(form: ParameterForm): Listing {
  return {
    python: [`f = lambda${form === '' ? '' : ` ${form}`}: net.loss(x, t)`, "f(net.params['W1'])"],
    typescript: [`const f: (x: Tensor) => Tensor = (${form}) => net.loss(x, t);`, 'f(net.params.W1);'],
  };
}

/**
 * What Python says to a call of a lambda with more arguments than it has parameters: it counts before it runs anything.
 * undefined when they fit.
 */
export function refusal(parameters: readonly string[], args: readonly unknown[]): string | undefined {
  const [takes, given] = [parameters.length, args.length];
  if (given <= takes) return undefined;
  return (
    `TypeError: <lambda>() takes ${takes} positional argument${takes === 1 ? '' : 's'} ` +
    `but ${given} ${given === 1 ? 'was' : 'were'} given`
  );
}

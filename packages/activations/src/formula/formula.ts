import { checkOptions, mergeConfig } from '@bilayer/tensor';
import type { Activation } from '../activation.ts';
import { kinksOf } from './kinks.ts';
import { parse } from './parse.ts';

export type { FormulaError, FormulaFault } from './error.ts';
export { formulaTree, type FormulaTree } from './parse.ts';

/** An activation written as a text. */
export type FormulaActivation = Activation<{ expr: string }>;

/** `formula` is the function that makes activations of texts, and itself an activation: the one of `x`. */
export interface Formula extends FormulaActivation {
  (settings: { readonly expr: string }): FormulaActivation;
}

/* @__NO_SIDE_EFFECTS__ */
function activation(expr: string): FormulaActivation {
  const f = parse(expr);
  const config = Object.freeze({ expr });
  return Object.freeze<FormulaActivation>({
    contract: 1,
    name: 'formula',
    package: '@bilayer/activations/formula',
    config,
    with: (changes) => activation(mergeConfig('formula', config, changes).expr),
    forward: (a, settings = config) => (settings.expr === expr ? f : parse(settings.expr))(a),
    over: 'element',
    kinks: Object.freeze(kinksOf(f)),
  });
}

/* @__NO_SIDE_EFFECTS__ */
function callable(): Formula {
  const make = (settings: { readonly expr: string }): FormulaActivation => {
    checkOptions('formula', settings, ['expr']);
    return identity.with({ expr: settings.expr });
  };
  const identity = activation('x');
  // `name` of a function cannot be assigned, and what is defined here no minifier renames.
  return Object.freeze(Object.defineProperties(make, Object.getOwnPropertyDescriptors(identity))) as Formula;
}

/**
 * The activation that a text writes down: `formula({ expr: 'x * sigmoid(1.702 * x)' })`. The text is parsed to
 * operations of `@bilayer/tensor` and never run as code, so it may come from anywhere. It is the whole configuration:
 * `formula.with(config)` makes the same activation again from a model file, an address or a message.
 *
 * The language: numbers, x, pi, e; + − * / ^ and brackets; exp, expm1, log (or ln), log1p, sqrt, abs, sign, tanh, erf,
 * sigmoid, softplus, relu, max(a, b), min(a, b); where(x > 0, a, b) (or if) with < <= > >=. Throws `BAD_FORMULA`
 * (a `FormulaError`, with the position of the fault) for any other text and for one that does not depend on x.
 */
export const formula: Formula = /* @__PURE__ */ callable();

import { numericalGradientSteps, type NumericalGradientOptions } from '@bilayer/gradient';
import { incrementalSteps, type Network, type Params } from '@bilayer/models';
import type { Config, Tensor } from '@bilayer/tensor';

/** How training finds ∂L/∂params. A generator, so that a long computation can be left and taken up again between steps. */
export interface GradientMethod {
  readonly name: string;
  readonly config: Config;
  steps(model: Network, x: Tensor, t: Tensor, params: Params): Generator<undefined, Params, undefined>;
}

/** By backpropagation: exact, at the cost of about two predictions. */
export const backprop: GradientMethod = {
  name: 'backprop',
  config: {},
  *steps(model, x, t, params) {
    return model.gradient(x, t, params);
  },
};

/**
 * By central differences, as in chapter 4 of the book and as the network's `numericalGradient`: by following every nudge
 * through the rows and units that it changes, or, where that will not do, by two losses for every single weight.
 */
export function numerical({ h = 1e-4 }: NumericalGradientOptions = {}): GradientMethod {
  return {
    name: 'numerical',
    config: { h },
    *steps(model, x, t, params) {
      const found = yield* incrementalSteps(model, x, t, params, h);
      if (found !== undefined) return found;
      const gradients: Record<string, Tensor> = {};
      for (const [name, value] of Object.entries(params)) {
        const loss = (moved: Tensor): Tensor => model.loss(x, t, { ...params, [name]: moved });
        gradients[name] = yield* numericalGradientSteps(loss, value, { h });
      }
      return gradients;
    },
  };
}

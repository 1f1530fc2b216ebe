import type { Dataset } from '@bilayer/datasets';
import { MultiLayerNet, TwoLayerNet } from '@bilayer/models';
import { sizeOf, type RandomState } from '@bilayer/tensor';
import { buildOptimizer } from './optimizer.ts';
import type { Plan } from './plan.ts';
import { activationFrom, initializerFrom, lossFrom } from './plugins.ts';

/** What a network is made of, without how it is trained. */
export type NetworkPlan = Pick<
  Plan,
  'hidden' | 'activation' | 'output' | 'loss' | 'init' | 'weightDecay' | 'dtype'
>;

/** The network that a plan describes, for that data: a TwoLayerNet with one hidden layer, else a MultiLayerNet. */
export function buildNetwork(
  plan: NetworkPlan,
  data: Dataset,
  random: RandomState,
): TwoLayerNet | MultiLayerNet {
  const common = {
    inputSize: sizeOf(data.train.shape),
    outputSize: data.classes.length,
    hidden: activationFrom(plan.activation),
    output: activationFrom(plan.output),
    loss: lossFrom(plan.loss),
    init: initializerFrom(plan.init),
    dtype: plan.dtype,
    random,
  };
  const [only, ...more] = plan.hidden;
  if (only !== undefined && more.length === 0 && plan.weightDecay === 0) {
    return new TwoLayerNet({ ...common, hiddenSize: only });
  }
  return new MultiLayerNet({ ...common, hiddenSizes: plan.hidden, weightDecay: plan.weightDecay });
}

/** Throws for a name or a setting in the plan that does not exist: that can be said before any data is loaded. */
export function checkPlan(plan: Plan): void {
  activationFrom(plan.activation);
  activationFrom(plan.output);
  lossFrom(plan.loss);
  initializerFrom(plan.init);
  buildOptimizer(plan, 1);
}

import { MultiLayerNet } from './multi-layer-net.ts';
import type { Model } from './network.ts';
import { TwoLayerNet, type TwoLayerParams } from './two-layer-net.ts';

/** The network that a loaded model is: a `TwoLayerNet` or a `MultiLayerNet` with its parameters. */
export function restore(model: Model): TwoLayerNet | MultiLayerNet {
  const { kind, sizes, dtype, params, hidden, output, loss, weightDecay } = model;
  const common = {
    inputSize: sizes[0]!,
    outputSize: sizes[sizes.length - 1]!,
    output,
    dtype,
    ...(loss && { loss }),
  };
  if (kind === 'TwoLayerNet') {
    // loadModel and model() have checked that the four parameters of a two-layer network are there.
    return new TwoLayerNet({
      ...common,
      hiddenSize: sizes[1]!,
      hidden: hidden[0]!,
      params: params as TwoLayerParams,
    });
  }
  return new MultiLayerNet({
    ...common,
    hiddenSizes: sizes.slice(1, -1),
    hidden,
    params,
    ...(weightDecay !== undefined && { weightDecay }),
  });
}

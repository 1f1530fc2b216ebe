import type { Activation, Saved } from '@bilayer/activations';
import { grad, vjp } from '@bilayer/gradient';
import type { Loss } from '@bilayer/losses';
import { BilayerError, mean, sameShape, showShape, sum, type Tensor } from '@bilayer/tensor';

/** The loss of a batch, a 0-d tensor: the mean or sum of the loss of each row. Throws `BAD_PLUGIN` for another shape. */
export function lossValue(loss: Loss, y: Tensor, t: Tensor): Tensor {
  const perRow = loss.perRow(y, t, loss.config);
  if (!sameShape(perRow.shape, y.shape.slice(0, 1))) {
    throw new BilayerError(
      'BAD_PLUGIN',
      `${loss.name}: perRow must return one number a row, ${showShape(y.shape.slice(0, 1))}; it returned ${showShape(perRow.shape)}`,
    );
  }
  return loss.reduce === 'mean' ? mean(perRow) : sum(perRow);
}

/** ∂L/∂a from dz = ∂L/∂z: the activation's own backward, or the one derived from its forward. */
export function activationBackward(activation: Activation, dz: Tensor, saved: Saved): Tensor {
  if (activation.backward !== undefined) return activation.backward(dz, saved, activation.config);
  return vjp((a) => activation.forward(a, activation.config), saved.a).backward(dz)[0]!;
}

/**
 * ∂L/∂a of the output layer, [N, O]. Where the output activation is the link function that the loss knows a shorter way
 * back for, that way is taken: softmax and crossEntropy give exactly (y − t)/N.
 */
export function lossBackward(loss: Loss, output: Activation, saved: Saved, t: Tensor): Tensor {
  const { z: y } = saved;
  if (loss.fused !== undefined && loss.fused.link === output.link)
    return loss.fused.backward(y, t, loss.config);
  const dy = loss.backward?.(y, t, loss.config) ?? grad((v: Tensor) => lossValue(loss, v, t))(y);
  return activationBackward(output, dy, saved);
}

import { defineLoss, targetValues, type Loss } from '@bilayer/losses';
import { add, BilayerError, div, log, mul, neg, pow, sub, sum } from '@bilayer/tensor';

/**
 * L = −1/N Σₙ Σₖ tₙₖ (1 − yₙₖ)^γ ln(yₙₖ + ε) of probabilities y: cross-entropy in which a row counts the less, the surer and
 * righter the network is of it. γ ≥ 1 (else `BAD_SETTING`), ε > 0 against ln 0.
 *
 * After softmax the way back is shorter: with uₖ = tₖ yₖ (γ (1 − yₖ)^(γ−1) ln(yₖ + ε) − (1 − yₖ)^γ/(yₖ + ε)), it is
 * ∂L/∂aⱼ = (uⱼ − yⱼ Σₖ uₖ)/N.
 * Source: Lin et al., Focal Loss for Dense Object Detection (2017).
 */
export const focal: Loss<{ gamma: number; epsilon: number }> = defineLoss({
  name: 'focal',
  package: 'bilayer-plugin-focal',
  config: { gamma: 2, epsilon: 1e-7 },
  perRow(y, t, { gamma, epsilon }) {
    if (!(gamma >= 1)) {
      throw new BilayerError('BAD_SETTING', `focal: gamma is a number, 1 or more; got ${gamma}`);
    }
    const hard = mul(targetValues('focal', y, t), pow(sub(1, y), gamma));
    return neg(sum(mul(hard, log(add(y, epsilon))), { axis: 1 }));
  },
  fused: {
    link: 'softmax',
    backward(y, t, { gamma, epsilon }) {
      const [rest, safe] = [sub(1, y), add(y, epsilon)];
      const slope = sub(mul(mul(gamma, pow(rest, gamma - 1)), log(safe)), div(pow(rest, gamma), safe));
      const u = mul(mul(targetValues('focal', y, t), y), slope);
      return div(sub(u, mul(y, sum(u, { axis: 1, keepDims: true }))), y.shape[0] ?? 1);
    },
  },
});

import { concat, type Tensor } from '@bilayer/tensor';
import type { Small } from '../../net/small.ts';
import { backward, forward, type Backward } from '../../net/pass.ts';

/** The gradient of the batch written `times` times below itself, divided by its rows or not. */
export function gradientOfRepeated({ net, x, t }: Small, times: number, divides: boolean): Backward {
  const again = (a: Tensor): Tensor =>
    concat(
      Array.from({ length: times }, () => a),
      { axis: 0 },
    );
  const [rows, labels] = [again(x), again(t)];
  return backward(net.params, rows, labels, forward(net.params, rows), divides);
}

/** The length of a gradient: the root of the sum of all its squares. */
export function lengthOf({ dW1, db1, dW2, db2 }: Backward): number {
  let sum = 0;
  for (const { data } of [dW1, db1, dW2, db2]) for (const d of data) sum += d * d;
  return Math.sqrt(sum);
}

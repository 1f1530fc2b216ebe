import { defineActivation, type Activation } from '@bilayer/activations';
import { tensor, type Tensor } from '@bilayer/tensor';

/** The corners (x, y) of the line, from left to right. */
type Settings = Readonly<Record<'x' | 'y', readonly number[]>>;

/** The slope of the piece that the number `a` lies on, and the corner at one of its ends. */
function pieceAt(a: number, { x, y }: Settings): { slope: number; corner: number } {
  let left = 0;
  while (left < x.length - 2 && a > x[left + 1]!) left += 1;
  return { slope: (y[left + 1]! - y[left]!) / (x[left + 1]! - x[left]!), corner: left };
}

/** A tensor of a's shape and dtype from `f` of every element. */
function each(a: Tensor, f: (value: number, i: number) => number): Tensor {
  const data = a.data.slice();
  for (let i = 0; i < data.length; i++) data[i] = f(a.data[i]!, i);
  return tensor(data, a.shape);
}

/**
 * Straight lines through the points (x₀, y₀), (x₁, y₁), …, going on at both ends as they began; at a corner the slope is that
 * of the piece to its left. The standard corners make a leaky relu that is cut off at 6.
 *
 * `forward` looks at each number to find its piece, and so it cannot be traced: it says by hand what would otherwise be found
 * (`over`) or derived (`backward`). The corners are settings, and so are the kinks.
 */
export const polyline: Activation<Settings> = defineActivation<Settings>({
  name: 'polyline',
  package: 'bilayer-plugin-polyline',
  config: { x: [-1, 0, 6, 7], y: [-0.1, 0, 6, 6] },
  over: 'element',
  kinks: ({ x }) => x.slice(1, -1),
  forward: (a, settings) =>
    each(a, (value) => {
      const { slope, corner } = pieceAt(value, settings);
      return settings.y[corner]! + slope * (value - settings.x[corner]!);
    }),
  backward: (dz, { a }, settings) => each(dz, (value, i) => value * pieceAt(a.data[i]!, settings).slope),
});

import type { Activation } from '@bilayer/activations';
import { tensor, type Tensor } from '@bilayer/tensor';
import { brief } from './number.ts';
import { plot, type Curve } from './plot.ts';
import { wrap } from './wrap.ts';

const WIDTH = 68;
const HEIGHT = 12;
const COLUMNS = 2 * WIDTH;
/** For the slope where there is no `backward`; its error, about h², is far below a dot. */
const H = 1e-4;

/**
 * The curve of an activation and its derivative over x from −5 to 5, or beyond its kinks, as lines of at most 80 columns
 * with a legend. Of one that works row by row: the first output for the row [x, 0].
 */
export function activationPlot(activation: Activation, over: 'element' | 'row', color: boolean): string[] {
  const { kinks = [], config } = activation;
  const reach = Math.ceil(Math.max(5, ...kinks.map((kink) => Math.min(1.25 * Math.abs(kink), 1000))));
  // In the middle of each column of dots, so that a kink on a round number lies between two.
  const xs = Float64Array.from({ length: COLUMNS }, (_, i) => ((2 * i + 1) / COLUMNS - 1) * reach);
  const width = over === 'row' ? 2 : 1;
  /** [COLUMNS, width] with those numbers in the first column, else 0. */
  const rows = (first: (i: number) => number): Tensor =>
    tensor(
      Float64Array.from({ length: width * COLUMNS }, (_, i) => (i % width === 0 ? first(i / width) : 0)),
      [COLUMNS, width],
    );
  const firstOf = ({ data }: Tensor): Float64Array => Float64Array.from(xs, (_, i) => data[width * i]!);
  const f = (shift: number): Tensor =>
    activation.forward(
      rows((i) => xs[i]! + shift),
      config,
    );

  const z = f(0);
  const values = firstOf(z);
  let slopes: Float64Array;
  if (activation.backward === undefined) {
    const [up, down] = [firstOf(f(H)), firstOf(f(-H))];
    slopes = up.map((value, i) => (value - down[i]!) / (2 * H));
  } else {
    slopes = firstOf(
      activation.backward(
        rows(() => 1),
        { a: rows((i) => xs[i]!), z },
        config,
      ),
    );
  }
  const jumps = new Set(
    Array.from(xs.keys()).filter((i) => kinks.some((kink) => xs[i - 1]! <= kink && kink <= xs[i]!)),
  );
  const curve: Curve = { values, dotted: false, colour: 36, jumps };
  const derivative: Curve = { values: slopes, dotted: true, colour: 33, jumps };
  const paint = (text: string, { colour }: Curve): string =>
    color ? `\u001b[${colour}m${text}\u001b[0m` : text;
  const what = over === 'row' ? ', the first output for the row [x, 0]' : '';
  return [
    ...plot([curve, derivative], { from: -reach, to: reach, width: WIDTH, height: HEIGHT, color }),
    '',
    `${paint('⣀⣀⣀', curve)} f(x)${what}   ${paint('⢀ ⡀', derivative)} f′(x)`,
    wrap(`f ${rangeOf(values)}; f′ ${rangeOf(slopes)}; ${kinksOf(kinks)}`),
  ];
}

function rangeOf(values: Float64Array): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return 'is nowhere finite';
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  return least === most ? `is ${brief(least)}` : `from ${brief(least)} to ${brief(most)}`;
}

function kinksOf(kinks: readonly number[]): string {
  if (kinks.length === 0) return 'no kinks declared';
  return `kink${kinks.length === 1 ? '' : 's'} at ${kinks.map(brief).join(', ')}`;
}

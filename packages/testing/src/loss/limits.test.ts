import { targetValues, type Loss } from '@bilayer/losses';
import {
  abs,
  add,
  div,
  exp,
  greater,
  log,
  maximum,
  mean,
  mul,
  neg,
  sizeOf,
  sqrt,
  sum,
  tanh,
  tensor,
  where,
} from '@bilayer/tensor';
import { breaks, define, difference, slope, squared } from './broken.testing.ts';

breaks([
  [
    'NaN for certain outputs',
    define({ perRow: (y, t) => neg(sum(mul(targetValues('mine', y, t), log(y)), { axis: 1 })) }),
    'makes no NaN of finite input',
    /y = 1, 0, 0, 0, label 0: expected a number or ∞, got NaN/,
    [],
    { domain: 'probabilities' },
  ],
  [
    'a logarithm of what overflows for outputs in the hundreds',
    define({
      // ln cosh d = ln ½(e^d + e^−d), whose slope is tanh d.
      perRow(y, t) {
        const d = difference(y, t);
        return mean(log(mul(0.5, add(exp(d), exp(neg(d))))), { axis: 1 });
      },
      backward: (y, t) => div(tanh(difference(y, t)), sizeOf(y.shape)),
    }),
    'is finite where its slope is small',
    /row 1, y = -1243\.39, .*, label 1: expected a number, since the slopes there are -0\.0416667, .*, got Infinity; something on the way overflows/,
    'any',
  ],
  [
    'NaN for outputs in the hundreds only',
    define({
      backward: slope,
      perRow: (y, t) =>
        mean(
          where(
            greater(abs(y), 900),
            where(greater(1100, abs(y)), NaN, 0),
            mul(difference(y, t), difference(y, t)),
          ),
          {
            axis: 1,
          },
        ),
    }),
    'makes no NaN of finite input',
    /y = 1000, -1000, 0, -1000, label 0/,
    'any',
  ],
  [
    'NaN that is swallowed',
    define({
      backward: slope,
      perRow: (y, t) => mean(where(greater(abs(difference(y, t)), 0), abs(difference(y, t)), 0), { axis: 1 }),
    }),
    'keeps NaN, and in its own row',
    /NaN for the right class of row 1: expected NaN as the loss of that row, got/,
    'any',
  ],
  [
    'NaN that reaches other rows',
    define({ perRow: (y, t) => add(squared(y, t), mul(0, sum(y))) }),
    'keeps NaN, and in its own row',
    /in the other rows, element \[0\]/,
    'any',
  ],
  [
    'state that is not among the settings',
    (() => {
      const make = (factor: number): Loss => ({
        ...define({ config: { b: 1 }, perRow: (y, t) => mul(factor, squared(y, t)) }),
        with: () => make(1),
      });
      return make(2);
    })(),
    'comes back from a model file with the same bits',
    /nothing that is not in config may decide the result/,
    'any',
  ],
  [
    'no way to a gradient',
    define({ perRow: (y, t) => tensor(squared(y, t).data.slice()) }),
    'can be traced, or has a backward',
    /expected backward beside it, got none/,
    'any',
  ],
  [
    'float32 that is rough',
    define({ backward: slope, perRow: (y, t) => add(squared(y, t), y.dtype === 'float32' ? 1e-2 : 0) }),
    'says the same in float32',
    /in float32, beside float64/,
  ],
  [
    'a derived gradient that overflows',
    define({
      backward: (y, t) => div(difference(y, t), mul(maximum(abs(difference(y, t)), 1e-300), sizeOf(y.shape))),
      perRow: (y, t) => mean(sqrt(mul(difference(y, t), difference(y, t))), { axis: 1 }),
    }),
    'makes no NaN of finite input in its derived gradient',
    /derived from perRow/,
    'any',
  ],
]);

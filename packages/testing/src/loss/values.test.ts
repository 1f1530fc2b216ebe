import { targetValues } from '@bilayer/losses';
import { abs, add, div, greater, isFloat, mean, mul, neg, sub, where } from '@bilayer/tensor';
import { breaks, define, entropy, slope, squared } from './broken.testing.ts';

const GRADIENT = 'has the gradient that central differences show';
const EQUAL = 'has a backward equal to the derived gradient';
const ROWS = 'treats rows independently';
const FUSED = 'has a fused way back equal to the long one';

let calls = 0;

breaks([
  [
    'a gradient without the 1/N of a mean',
    define({ backward: (y, t) => mul(slope(y, t), y.shape[0] ?? 1) }),
    GRADIENT,
    /mine breaks .*backward\(y, t\) of labels, element \[4, 0\] where y = 0\.114191: .*a mean over N rows has the factor 1\/N/,
    [EQUAL, ROWS],
  ],
  [
    'a gradient that vanishes for outputs in the hundreds',
    define({ backward: (y, t) => where(greater(abs(y), 100), 0, slope(y, t)) }),
    GRADIENT,
    /backward\(y, t\) of labels, element \[\d, \d\] where y = -?\d{3}.*: expected -?\d.*, got 0; .*far from the target/,
  ],
  [
    'a gradient of the wrong sign',
    define({ backward: (y, t) => neg(slope(y, t)) }),
    GRADIENT,
    /expected -?0\.\d+, got -?0\.\d+/,
    [EQUAL],
  ],
  [
    'a perRow that writes into t',
    define({
      backward: slope,
      perRow(y, t) {
        const rows = squared(y, t);
        if (isFloat(t.dtype) && t.data.length > 0) t.data[0] = 0.25;
        return rows;
      },
    }),
    'leaves its inputs as they are',
    /t after perRow\(y, t\), element \[0, 0\]: expected 1, got 0\.25; t was written to/,
  ],
  [
    'a backward that writes into y',
    define({
      backward(y, t) {
        const dy = slope(y, t);
        y.data.fill(0);
        return dy;
      },
    }),
    'leaves its inputs as they are',
    /y after backward\(y, t\)/,
  ],
  [
    'a counter',
    define({ perRow: (y, t) => mul(squared(y, t), 1 + 1e-6 * calls++) }),
    'gives the same bits for the same input',
    /perRow\(y, t\), called again/,
    'any',
  ],
  [
    'chance',
    define({ perRow: (y, t) => add(squared(y, t), 1e-12 * Math.random()) }),
    'gives the same bits for the same input',
    /no Math\.random/,
    'any',
  ],
  [
    'a mean over the batch',
    define({ perRow: (y, t) => mul(squared(y, t), div(mean(abs(y)), 1)) }),
    ROWS,
    /perRow\(y, t\) row by row, of labels, element \[0\]/,
    'any',
  ],
  [
    'a false fused way',
    define({
      perRow: entropy,
      fused: { link: 'softmax', backward: (y, t) => sub(y, targetValues('mine', y, t)) },
    }),
    FUSED,
    /fused\.backward\(y, t\) after softmax, of labels, element \[1, 0\].*the factor 1\/N/,
  ],
  [
    'a fused way after an unknown link',
    define({ fused: { link: 'probit', backward: slope } }),
    FUSED,
    /expected one of identity, .*got probit/,
  ],
  [
    'probabilities taken for numbers',
    define({ perRow: entropy }),
    GRADIENT,
    /say so to the kit: \{ domain: 'probabilities' \}/,
    'any',
  ],
]);

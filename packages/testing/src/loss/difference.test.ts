import { add, mul, sub, sum } from '@bilayer/tensor';
import { knownLinks } from '../links.ts';
import { breaks, define, difference, slope, squared } from './broken.testing.ts';

const LAW = 'has a difference that is what subtracting gives';
const softmax = knownLinks['softmax']!;

breaks([
  [
    'a difference of another function',
    define({ difference: (y, t) => (d) => sum(mul(difference(y, t), d), { axis: 1 }) }),
    LAW,
    /difference\(y, t\)\(d\) of labels, element \[0\]: expected .*, got .*; it is perRow after d/,
  ],
  [
    'a difference that subtracts',
    define({ difference: (y, t) => (d) => sub(squared(add(y, d), t), squared(y, t)) }),
    LAW,
    /for \|d\| up to 2⁻³⁶, .*digits are lost/,
  ],
  [
    'a fused difference that subtracts',
    define({
      fused: {
        link: 'softmax',
        backward(y, t) {
          const dy = slope(y, t);
          return mul(y, sub(dy, sum(mul(y, dy), { axis: 1, keepDims: true })));
        },
        difference: (y, t) => (d) => sub(squared(softmax(add(y, d)), t), squared(y, t)),
      },
    }),
    LAW,
    /fused\.difference\(y, t\)\(d\) of labels/,
    [],
    { domain: 'real' },
  ],
]);

import { add, mul, sub } from '@bilayer/tensor';
import { breaks, define, slope, squareplus } from './broken.testing.ts';

const LAW = 'has a difference that is what subtracting gives';

breaks([
  [
    'a difference that is a derivative times d',
    define({
      difference:
        ({ a }) =>
        (d) =>
          mul(slope(a), d),
    }),
    LAW,
    /difference\(\{ a, z \}\)\(d\), element .* where a = .*: expected .*, got .*; it is forward\(a \+ d\) − forward\(a\)/,
  ],
  [
    'a difference that subtracts',
    define({
      difference:
        ({ a, z }) =>
        (d) =>
          sub(squareplus(add(a, d)), z),
    }),
    LAW,
    /for \|d\| up to 2⁻³⁶, .*digits are lost/,
  ],
  [
    'a difference that writes to d',
    define({
      difference:
        ({ a, z }) =>
        (d) => {
          d.data[0] = 0;
          return sub(squareplus(add(a, d)), z);
        },
    }),
    LAW,
    /d after difference\(\{ a, z \}\)\(d\), element \[0, 0\]/,
  ],
]);

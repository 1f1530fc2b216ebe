import { abs, add, clip, div, exp, greater, maximum, mul, sign, sqrt, sum, where } from '@bilayer/tensor';
import { breaks, define, slope, squareplus } from './broken.testing.ts';

const NAN = 'keeps NaN, and in its own element or row';
const INFINITY = 'keeps infinity in its own element or row';
const FINITE = 'makes no NaN of finite input';
const FINITE_DERIVED = 'makes no NaN of finite input in its derived gradient';

breaks([
  [
    'NaN at 0',
    define({ kinks: [0], forward: (a) => mul(a, div(a, abs(a))) }),
    FINITE,
    /forward\(a\) of float64.*a = 0: expected a number or ±∞, got NaN/,
    [FINITE_DERIVED],
  ],
  [
    'NaN for large numbers',
    define({ forward: (a) => div(exp(a), add(exp(a), 1)) }),
    FINITE,
    /a = 750: expected a number or ±∞, got NaN; look for ∞/,
    [FINITE_DERIVED],
  ],
  [
    'NaN that reaches other rows',
    define({ over: 'element', forward: (a) => mul(a, add(1, mul(0, sum(a)))) }),
    NAN,
    /with a = NaN in element \[0, 0\], outside its own element, element \[0, 1\]/,
    'any',
  ],
  [
    'infinity that reaches other elements',
    define({
      over: 'element',
      kinks: [0],
      forward: (a) => add(maximum(a, 0), mul(0, clip(sum(a), -1e306, Infinity))),
    }),
    INFINITY,
    /with a = Infinity in element \[0, 0\], outside its own element/,
    'any',
  ],
  [
    'NaN that is swallowed',
    define({ kinks: [0], forward: (a) => where(greater(a, 0), a, 0) }),
    NAN,
    /with a = NaN in element \[0, 0\]: expected NaN in that element, got 0; NaN must stay visible/,
  ],
  [
    'float32 that is rough',
    define({
      over: 'element',
      backward: (dz, { a }) => mul(dz, slope(a)),
      forward: (a) => (a.dtype === 'float32' ? add(squareplus(a), 1e-2) : squareplus(a)),
    }),
    'says the same in float32',
    /in float32, beside float64, element \[6, 0\] where a = 0\.0844275: expected 1\.0431, got 1\.0531;/,
    'any',
  ],
  [
    'a derived gradient that is ∞ · 0',
    define({
      kinks: [0],
      forward: (a) => sqrt(abs(a)),
      backward: (dz, { a }) => mul(dz, div(mul(0.5, sign(a)), maximum(sqrt(abs(a)), 1e-30))),
    }),
    FINITE_DERIVED,
    /the gradient derived from forward of float64.*a = 0: .*got NaN/,
    ['has a backward equal to the derived gradient'],
  ],
]);

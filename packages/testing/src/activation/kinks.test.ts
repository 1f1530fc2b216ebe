import { abs, add, astype, greater, maximum, mul, sub } from '@bilayer/tensor';
import { breaks, define } from './broken.testing.ts';

const KINK = 'declares every kink';

breaks([
  [
    'a kink that is not declared',
    define({ forward: (a) => abs(sub(a, 0.37)) }),
    KINK,
    /the slope near a = 0\.37: expected no jump, or a declared kink, got a jump of 2; declare it: kinks: \[0\.37\]/,
  ],
  [
    'a bend that is not declared',
    define({ forward: (a) => mul(0.5, mul(maximum(sub(a, 1 / 3), 0), maximum(sub(a, 1 / 3), 0))) }),
    KINK,
    /the curvature near a = 0\.33333: .*got a jump of 1/,
  ],
  [
    'a jump that is not declared',
    define({ over: 'element', forward: (a) => add(a, mul(0.2, astype(greater(a, -2.5), a.dtype))) }),
    KINK,
    /the value near a = -2\.5: .*got a jump of 0\.2/,
  ],
]);

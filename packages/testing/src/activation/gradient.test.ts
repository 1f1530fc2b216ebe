import { abs, add, greater, maximum, mul, sub, tanh, where } from '@bilayer/tensor';
import { breaks, define, slope } from './broken.testing.ts';

const GRADIENT = 'has the gradient that central differences show';
const EQUAL = 'has a backward equal to the derived gradient';

breaks([
  [
    'a wrong derivative',
    define({ backward: (dz, { a }) => mul(dz, mul(slope(a), 1.001)) }),
    GRADIENT,
    /mine breaks.*backward\(dz, \{ a, z \}\), element \[0, 0\] where a = 30: expected -?\d.*, got -?\d.*compare it with forward/,
    [EQUAL],
  ],
  [
    'a derivative that is wrong far out only',
    define({ backward: (dz, { a }) => mul(dz, where(greater(a, 20), 0.99, slope(a))) }),
    GRADIENT,
    /where a = 30: expected/,
    [EQUAL],
  ],
  [
    'a backward that differs from the derived one at 0 only',
    define({
      kinks: [0],
      forward: (a) => maximum(a, 0),
      backward: (dz, { a }) => where(add(greater(a, 0), mul(0, a)), dz, where(greater(abs(a), 0), 0, dz)),
    }),
    EQUAL,
    /where a = 0: expected 0, got 1;.*at kinks too/,
  ],
  [
    'a backward without dz',
    define({ backward: (_, { a }) => slope(a) }),
    GRADIENT,
    /expected .*, got/,
    [EQUAL],
  ],
  [
    'a tangent of numbers',
    define({ over: 'element', forward: (a) => tanh(a), backward: (dz, { z }) => mul(dz, sub(1, z)) }),
    GRADIENT,
    /./,
    [EQUAL],
  ],
]);

import { defineActivation } from '@bilayer/activations';
import { abs, add, greater, maximum, mul, sub, tanh, where } from '@bilayer/tensor';
import { breaks, define, slope } from './broken.testing.ts';

const GRADIENT = 'has the gradient that central differences show';
const EQUAL = 'has a backward equal to the derived gradient';

breaks([
  [
    'a wrong derivative',
    define({ backward: (dz, { a }) => mul(dz, mul(slope(a), 1.001)) }),
    GRADIENT,
    /mine breaks.*backward\(dz, \{ a, z \}\), element \[6, 0\] where a = 0\.0844275 and dz = 1: expected 0\.521088, got 0\.521609;.*compare it, or the slope, with forward/,
    [EQUAL],
  ],
  [
    'a derivative that is wrong far out only',
    define({ backward: (dz, { a }) => mul(dz, where(greater(a, 20), 0.99, slope(a))) }),
    GRADIENT,
    /where a = 30 and dz = 1: expected 0\.998893, got 0\.99;/,
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
    /where a = 0 and dz = 1: expected 0, got 1;.*at kinks too/,
  ],
  [
    'a slope that is not that of its value',
    defineActivation({ name: 'mine', value: (a) => a * a, slope: (a) => a }),
    GRADIENT,
    /and dz = 1: expected 0\.168855, got 0\.0844275;.*compare it, or the slope, with forward/,
    ['has the derived gradient that central differences show'],
  ],
  [
    'a backward without dz',
    define({ backward: (_, { a }) => slope(a) }),
    GRADIENT,
    // With dz = 1 it is right.
    /where a = 0\.0844275 and dz = -?(?!1:)\d.*: expected .*, got/,
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

import { type Activation } from '@bilayer/activations';
import { mul, tensor } from '@bilayer/tensor';
import { breaks, define, slope, squareplus } from './broken.testing.ts';

const FILE = 'comes back from a model file with the same bits';
const TRACE = 'can be traced, or declares over and has a backward';

breaks([
  [
    'state that is not among the settings',
    (() => {
      const make = (power: number): Activation => ({
        ...define({ config: { b: 1 }, forward: (a) => mul(power, squareplus(a)) }),
        with: () => make(1),
      });
      return make(2);
    })(),
    FILE,
    /saved with settings \{"b":1\} and loaded.*nothing that is not in config may decide the result/,
    'any',
  ],
  [
    'no way to a gradient',
    define({
      forward: (a) =>
        tensor(
          a.data.map((v) => v * v),
          a.shape,
        ),
    }),
    TRACE,
    /which reads numbers and so cannot be traced,: expected over and backward beside it, got no over, no backward/,
    'any',
  ],
  [
    'something else while it is traced',
    define({
      over: 'element',
      backward: (dz, { a }) => mul(dz, slope(a)),
      forward: (a) => (a.recorder ? mul(a, 2) : squareplus(a)),
    }),
    TRACE,
    /while it is traced.*whether it is traced or not/,
    'any',
  ],
  [
    'a gain that is wrong',
    define({ gain: 3 }),
    'keeps the size of a signal by its gain',
    /gain 3: .*expected about 1.*here 0\.\d+; or leave it out/,
  ],
]);

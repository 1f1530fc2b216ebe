import { add, mul, tensor } from '@bilayer/tensor';
import { breaks, define, slope, squareplus } from './broken.testing.ts';

const INPUTS = 'leaves its inputs as they are';
const SAME = 'gives the same bits for the same input';

let calls = 0;
let before = 0;
const memory = new Float64Array(1000);

breaks([
  [
    'a forward that writes into a',
    define({
      over: 'element',
      forward(a) {
        const z = squareplus(a);
        if (a.recorder === undefined && a.data.length > 0) a.data[0] = 9;
        return z;
      },
    }),
    INPUTS,
    /a after forward\(a\), element \[0, 0\]: expected 30, got 9; a was written to/,
  ],
  [
    'a backward that writes into dz',
    define({
      backward(dz, { a }) {
        const da = mul(dz, slope(a));
        dz.data.fill(0);
        return da;
      },
    }),
    INPUTS,
    /dz after backward\(dz, \{ a, z \}\), element \[0, 0\]: expected .*, got 0/,
  ],
  [
    'a counter',
    define({ forward: (a) => mul(squareplus(a), 1 + 1e-3 * calls++) }),
    SAME,
    /called again, element \[0, 0\] where a = 30: .*no counter/,
    'any',
  ],
  [
    'chance',
    define({ forward: (a) => add(squareplus(a), 1e-12 * Math.random()) }),
    SAME,
    /called again.*no Math\.random/,
    'any',
  ],
  [
    'what came before',
    define({
      forward(a) {
        const z = mul(squareplus(a), 1 + 1e-3 * before);
        before = a.shape[0] ?? 0;
        return z;
      },
    }),
    SAME,
    /called again, element \[0, 0\] where a = 30: .*no cache of other inputs/,
    'any',
  ],
  [
    'memory that is used again',
    define({
      over: 'element',
      backward: (dz, { a }) => mul(dz, slope(a)),
      forward(a) {
        if (a.dtype !== 'float64') return squareplus(a);
        const out = memory.subarray(0, a.data.length);
        out.set(squareplus(a).data);
        return tensor(out, a.shape);
      },
    }),
    SAME,
    /the result of forward\(a\) after forward of something else.*return new memory/,
  ],
]);

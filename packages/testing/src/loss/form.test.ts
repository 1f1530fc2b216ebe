import { type Loss } from '@bilayer/losses';
import { abs, astype, isFloat, mean, mul, oneHot, sub, type Config } from '@bilayer/tensor';
import { breaks, define, slope, squared } from './broken.testing.ts';

const FORM = 'gives one number a row, in the dtype of y';
const MISFITS = 'refuses targets that do not fit';

breaks([
  [
    'one number for the batch',
    define({ perRow: (y, t) => mean(squared(y, t)) }),
    FORM,
    /expected float64 \[6\], got float64 \[\]/,
    'any',
  ],
  [
    'another dtype',
    define({ perRow: (y, t) => astype(squared(y, t), 'float64') }),
    FORM,
    /expected float32 \[6\], got float64 \[6\]/,
  ],
  [
    'a target that is broadcast',
    define({
      perRow: (y, t) =>
        mean(abs(sub(y, isFloat(t.dtype) ? t : oneHot(t, y.shape[1] ?? 0, 'float64'))), { axis: 1 }),
    }),
    MISFITS,
    /perRow\(y, t\) with one row for all: y float64 \[6, 4\], t float64 \[4\]: expected an error with a code.*got a result/,
    'any',
  ],
  [
    'labels taken for values',
    define({ perRow: (y, t) => (isFloat(t.dtype) ? squared(y, t) : mean(mul(y, y), { axis: 1 })) }),
    'takes labels as one-hot rows',
    /perRow of int32 labels, element \[0\]/,
    [MISFITS],
  ],
  [
    'a crash on an empty batch',
    define({ backward: slope, perRow: (y, t) => (y.data[0]!.toFixed() === '' ? y : squared(y, t)) }),
    'takes an empty batch',
    /got TypeError/,
  ],
  [
    'no reduce',
    { ...define({}), reduce: undefined as unknown as 'mean' },
    'fills the contract',
    /reduce: expected 'mean' or 'sum'.*got undefined/,
    'any',
  ],
  [
    'a with() that takes anything',
    (() => {
      const made: Loss = { ...define({}), with: () => made };
      return made;
    })(),
    'with() refuses an unknown setting',
    /got no error/,
  ],
  [
    'settings that are no JSON',
    define({ config: { f: () => 1 } as unknown as Config }),
    'has plain JSON settings',
    /config\.f/,
    'any',
  ],
]);

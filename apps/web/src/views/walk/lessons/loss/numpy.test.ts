import { spawnSync } from 'node:child_process';
import { astype, oneHot, slice, tensor, type Tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { smallNet } from '../../net/small.ts';
import { lossOfLabels, lossOfOneHot } from './numpy.ts';
import { BOOK_LABEL, BOOK_Y } from './targets.ts';

const { net, x, t } = smallNet(0);
const y = net.predict(x);

interface Case {
  readonly y: Tensor;
  readonly t: Tensor;
}
/** One to five rows of three columns, and the book's one row of ten; both kinds of targets, whole numbers and floats. */
const cases: readonly Case[] = [
  ...[1, 2, 3, 4, 5].map((n) => [slice(y, [[0, n]]), slice(t, [[0, n]])] as const),
  [BOOK_Y, tensor(Int32Array.of(BOOK_LABEL))] as const,
].flatMap(([rows, labels]) =>
  [labels, oneHot(labels, rows.shape[1] ?? 0)].flatMap((target) =>
    (['int32', 'float64'] as const).map((dtype) => ({ y: rows, t: astype(target, dtype) })),
  ),
);

const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

describe('the losses of labels and of one-hot rows, as NumPy computes them', () => {
  it.skipIf(!hasNumpy)('gives its numbers and its errors for both kinds of targets', () => {
    const program = `
import json, numpy as np
def loss_of_labels(y, t):
    n = y.shape[0]
    return -np.sum(np.log(y[np.arange(n), t] + 1e-7)) / n
def loss_of_one_hot(y, t):
    n = y.shape[0]
    return -np.sum(t * np.log(y + 1e-7)) / n
def said(f, y, t):
    try:
        return {'value': float(f(y, t))}
    except Exception as e:
        return {'error': f'{type(e).__name__}: {str(e).strip()}'}
cases = json.loads('''${JSON.stringify(
      cases.map((one) =>
        [one.y, one.t].map(({ data, shape, dtype }) => ({ data: Array.from(data), shape, dtype })),
      ),
    )}''')
print(json.dumps([[said(f, *(np.array(a['data'], dtype=a['dtype']).reshape(a['shape']) for a in case))
  for f in (loss_of_labels, loss_of_one_hot)] for case in cases]))
`;
    const { stdout, stderr } = spawnSync('python3', ['-c', program], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const all = JSON.parse(stdout) as (readonly ({ value: number } | { error: string })[])[];
    expect(all).toHaveLength(24);
    for (const [i, [labels, rows]] of all.entries()) {
      const { y: given, t: target } = cases[i]!;
      for (const [ours, theirs] of [
        [lossOfLabels(given, target), labels],
        [lossOfOneHot(given, target), rows],
      ] as const) {
        // The same sum in another order: a few units in the last place.
        if ('value' in ours) {
          expect(theirs).toEqual({ value: expect.closeTo(ours.value, 12) as number });
        } else expect(ours).toEqual(theirs);
      }
    }
  });

  it('gives 23.7 for the one-hot row of the book’s example, and 0.51 for its label', () => {
    const label = tensor(Int32Array.of(BOOK_LABEL));
    const row = astype(oneHot(label, 10), 'int32');
    // Section 4.2.2 of the book prints 0.510825457099338; NumPy 2.4 gives 23.718987110506905 for the row.
    expect(lossOfLabels(BOOK_Y, label)).toEqual({ value: expect.closeTo(0.510825457099338, 14) as number });
    expect(lossOfOneHot(BOOK_Y, row)).toEqual({ value: expect.closeTo(0.510825457099338, 14) as number });
    expect(lossOfLabels(BOOK_Y, row)).toEqual({ value: expect.closeTo(23.718987110506905, 12) as number });
  });
});

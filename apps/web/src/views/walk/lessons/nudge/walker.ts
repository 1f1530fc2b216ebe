import type { Tensor } from '@bilayer/tensor';
import type { Listing } from '../../code/listings.ts';
import { indexOf } from '../../net/params.ts';

/** What `x[idx]` is in NumPy: one number, a whole row, or an error. */
export interface Visit {
  readonly idx: string;
  readonly kind: 'number' | 'row' | 'error';
  /** The indices of the elements, in the order of the memory. */
  readonly elements: readonly number[];
  readonly error: string;
}

/** `for idx in np.ndindex(x.shape)`, or `for idx in range(x.size)`, on a matrix. */
export function visits({ shape, data }: Tensor, isRange: boolean): readonly Visit[] {
  const [rows = 0, columns = 0] = shape;
  // NumPy stops at the first index that is none.
  const steps = isRange ? Math.min(data.length, rows + 1) : data.length;
  return Array.from({ length: steps }, (_, i): Visit => {
    if (!isRange)
      return { idx: `(${indexOf(shape, i).join(', ')})`, kind: 'number', elements: [i], error: '' };
    // One index of a matrix is a row, as in NumPy.
    const idx = String(i);
    if (i < rows) {
      const elements = Array.from({ length: columns }, (__, column) => i * columns + column);
      return { idx, kind: 'row', elements, error: '' };
    }
    const error = `IndexError: index ${i} is out of bounds for axis 0 with size ${rows}`;
    return { idx, kind: 'error', elements: [], error };
  });
}

/** The two ways to walk. An array's data is one row of numbers in TypeScript, so that there is one way there. */
export function walkListing(isRange: boolean): Listing {
  return {
    python: [
      isRange ? 'for idx in range(x.size):' : 'for idx in np.ndindex(x.shape):',
      '    print(idx, x[idx])',
    ],
    typescript: ['for (let i = 0; i < x.data.length; i++) {', '  console.log(i, x.data[i]);', '}'],
  };
}

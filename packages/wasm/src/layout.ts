import type { FloatDType } from '@bilayer/models';
import type { Arena } from './arena.ts';
import type { Parts } from './choose.ts';
import { bytesOf } from './rows.ts';
import type { Plan } from './plan.ts';

const VECTOR = 16;
const LINE = 64;
// A row's sums stay in registers: 13 of 16, beside the factor and a product. float64 has kernels for fewer.
const WIDEST_PANEL = { float32: 13, float64: 8 } as const;
const DENSE_WIDTH = 2;
// As in assembly/layout.ts.
const PART_ROWS = 128;
const BUCKET_BYTES = 320;

export interface Panels {
  readonly panels: number;
  /** Vectors in a row of a panel. */
  readonly width: number;
}

/** How hidden units are cut into panels of one width, a multiple of `threads` of them. */
export function panelsOf(hidden: number, dtype: FloatDType, sparse: boolean, threads: number): Panels {
  const vectors = Math.ceil((hidden * bytesOf(dtype)) / VECTOR);
  const widest = sparse ? WIDEST_PANEL[dtype] : DENSE_WIDTH;
  const panels = Math.ceil(Math.ceil(vectors / widest) / threads) * threads;
  return { panels, width: sparse ? Math.ceil(vectors / panels) : DENSE_WIDTH };
}

/** Bytes of all parameters in panels, as assembly/layout.ts lays them out. */
export function paramsBytes(
  { sizes: [inputs, , outputs] }: Pick<Parts, 'sizes'>,
  { panels, width }: Panels,
  dtype: FloatDType,
): number {
  const b2 = Math.ceil((outputs * bytesOf(dtype)) / VECTOR) * VECTOR;
  return panels * (inputs + 1 + outputs) * width * VECTOR + b2;
}

/** Takes what a batch of up to `rows` rows needs, and writes it into the plan. */
export function takeBatch(
  arena: Arena,
  plan: Plan,
  rows: number,
  { parts, panels, dtype, longest, threads }: BatchNeeds,
): void {
  const [inputs, , outputs] = parts.sizes;
  const capacity = Math.ceil(rows / 4) * 4;
  const units = panels.panels * panels.width * VECTOR * capacity;
  const each = capacity * bytesOf(dtype);
  const sparse = longest !== undefined;
  const endsStride = Math.ceil((inputs * 4) / LINE) * LINE;
  // Of two threads' rows each may end in a part that is not full.
  const pieces = Math.ceil(capacity / PART_ROWS) + threads;
  const sortedStride = sparse ? inputs * BUCKET_BYTES : 0;
  // Each row's entries and one that ends them; four are written at a time.
  const entries = capacity * ((longest ?? 0) + 1) + 4;
  const entriesStride = Math.ceil((entries * 2 * bytesOf(dtype)) / LINE) * LINE;
  // An odd number of cache lines, so that a column's numbers do not crowd into a few places of the cache.
  const xStride = (Math.ceil(((inputs + 4) * bytesOf(dtype)) / LINE) | 1) * LINE;
  plan.set({
    capacity,
    z: arena.take(units),
    da: arena.take(units),
    y: arena.take(each * outputs),
    dy: arena.take(each * outputs),
    rowLoss: arena.take(each),
    batch: arena.take(capacity * 4),
    ...(sparse
      ? {
          ends: arena.take(endsStride * pieces),
          endsStride,
          entries: arena.take(entriesStride * threads),
          partRows: arena.take(pieces * 4),
          sorted: arena.take(sortedStride * pieces),
          sortedStride,
          starts: arena.take(capacity * 4 * (1 + threads)),
          entriesStride,
        }
      : { x: arena.take(xStride * capacity), xStride }),
  });
}

export interface BatchNeeds {
  readonly parts: Parts;
  readonly panels: Panels;
  readonly dtype: FloatDType;
  /** The most numbers in a sparse row; nothing for dense rows. */
  readonly longest: number | undefined;
  readonly threads: number;
}

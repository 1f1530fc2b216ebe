import { get, plus, set, size, zerosLike, type Item, type NumpyArray } from './numpy-array.ts';

/** The lines of numerical_gradient's loop. */
export type Line = 'read' | 'up' | 'above' | 'down' | 'below' | 'slope' | 'back';

/** What there is after a line has run: copies, so that it stays as it was. */
export interface Moment {
  readonly line: Line;
  readonly idx: number;
  readonly x: readonly number[];
  /** The number, or the row as tmp_val shows it now. */
  readonly tmpVal: number | readonly number[];
  readonly fxh1?: number;
  readonly fxh2?: number;
  readonly grad: readonly number[];
}

interface Options {
  readonly h?: number;
  /** Whether the last line of the loop is there. */
  readonly isPutBack?: boolean;
}

/** The numerical_gradient of article.ts, line by line. */
function* steps(
  f: (x: NumpyArray) => number,
  x: NumpyArray,
  { h = 1e-4, isPutBack = true }: Options = {},
): Generator<Moment, NumpyArray, undefined> {
  const grad = zerosLike(x);
  for (let idx = 0; idx < size(x); idx++) {
    const tmpVal = get(x, idx);
    const after = (line: Line, fxh1?: number, fxh2?: number): Moment => ({
      line,
      idx,
      x: Array.from(x.data),
      tmpVal: copyOf(tmpVal),
      ...(fxh1 !== undefined && { fxh1 }),
      ...(fxh2 !== undefined && { fxh2 }),
      grad: Array.from(grad.data),
    });
    yield after('read');
    set(x, idx, plus(tmpVal, h));
    yield after('up');
    const fxh1 = f(x);
    yield after('above', fxh1);
    set(x, idx, plus(tmpVal, -h));
    yield after('down', fxh1);
    const fxh2 = f(x);
    yield after('below', fxh1, fxh2);
    set(grad, idx, (fxh1 - fxh2) / (2 * h));
    yield after('slope', fxh1, fxh2);
    if (!isPutBack) continue;
    set(x, idx, tmpVal);
    yield after('back', fxh1, fxh2);
  }
  return grad;
}

const copyOf = (item: Item): Moment['tmpVal'] => (typeof item === 'number' ? item : Array.from(item.data));

/** A run from its start to its end: each moment, and the gradient or what it stopped with. */
export interface Run {
  readonly moments: readonly Moment[];
  readonly grad?: NumpyArray;
  readonly error?: string;
}

export function run(f: (x: NumpyArray) => number, x: NumpyArray, options?: Options): Run {
  const moments: Moment[] = [];
  const all = steps(f, x, options);
  try {
    for (;;) {
      const { done, value } = all.next();
      if (done === true) return { moments, grad: value };
      moments.push(value);
    }
  } catch (error) {
    return { moments, error: error instanceof Error ? error.message : String(error) };
  }
}

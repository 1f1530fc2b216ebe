export type DType = 'float64' | 'float32';

/** The inputs, hidden neurons and outputs of a network. */
export type Sizes = readonly [inputs: number, hidden: number, outputs: number];

/** The WebAssembly engine with so many threads. */
export type Variant = 'wasm-1' | 'wasm-2';

/** Something that both sides compute, or bilayer alone. */
export interface Task {
  /** What the workers know it by. */
  readonly id:
    | 'step'
    | 'step-loss'
    | 'predict'
    | 'evaluate'
    | 'losses'
    | 'gradient'
    | 'digits'
    | 'matmul-images'
    | 'matmul-dense';
  readonly dtype: DType;
  readonly title: string;
  /** A worker repeats it a multiple of so many times. */
  readonly multiple: number;
  /** How far results may lie apart, times max(1, |result|). */
  readonly tolerance: number;
  /** How many repetitions a whole gradient takes that is not measured but extrapolated. */
  readonly whole?: number;
  /** What else of ours computes it, beside the eager engine. */
  readonly variants?: readonly Variant[];
  /** NumPy has no such way of doing it; compare with what another task is extrapolated to. */
  readonly alone?: boolean;
}

export const BATCH = 100;
export const CLASSES = 10;
export const EVALUATED = 1000;
export const SIZES: Sizes = [784, 50, 10];
export const DIGITS_SIZES: Sizes = [64, 50, 10];
/** How many elements of W1 the numerical gradient is measured on. */
export const ELEMENTS = 100;

/** How often a numerical gradient computes the loss: twice for each parameter. */
function losses([inputs, hidden, outputs]: Sizes): number {
  return 2 * ((inputs + 1) * hidden + (hidden + 1) * outputs);
}

// NumPy rounds a float32 sum at each addition, bilayer once at its end.
const ROUNDING = { float64: 1e-12, float32: 1e-4 };
// A central difference divides the rounding errors of two losses by 2 · 1e-4.
const DIFFERENCE = 1e-9;

function inBoth(id: Task['id'], title: string, variants: readonly Variant[] = []): readonly Task[] {
  const dtypes = ['float64', 'float32'] as const;
  return dtypes.map((dtype) => ({
    id,
    dtype,
    title: `${title}, ${dtype}`,
    multiple: 1,
    tolerance: ROUNDING[dtype],
    variants,
  }));
}

/** What is measured, in the order of the report; `quick` leaves out the whole numerical gradient. */
export function listTasks(quick: boolean): readonly Task[] {
  const [net, small] = [SIZES.join('-'), DIGITS_SIZES.join('-')];
  const digits: Task = {
    id: 'digits',
    dtype: 'float64',
    title: `numerical gradient of ${small}, for each of its ${losses(DIGITS_SIZES)} losses, float64`,
    multiple: losses(DIGITS_SIZES),
    tolerance: DIFFERENCE,
  };
  return [
    ...inBoth('step', `training step ${net}, batch ${BATCH}`),
    ...inBoth('step-loss', 'training step and the loss after it', ['wasm-1', 'wasm-2']),
    ...inBoth('predict', `prediction of ${EVALUATED} rows`),
    ...inBoth('evaluate', `evaluation of ${EVALUATED} images`),
    {
      id: 'losses',
      dtype: 'float64',
      title: `a loss of ${net} in the function numericalGradient, float64`,
      multiple: 2 * ELEMENTS,
      tolerance: DIFFERENCE,
      whole: losses(SIZES),
    },
    {
      id: 'gradient',
      dtype: 'float64',
      title: `numerical gradient of ${net}, incremental, float64`,
      multiple: 1,
      tolerance: DIFFERENCE,
      alone: true,
      variants: ['wasm-1'],
    },
    ...(quick ? [] : [digits]),
    ...inBoth('matmul-images', `matmul [${BATCH}, 784] × [784, 50] of images`),
    ...inBoth('matmul-dense', `matmul [${BATCH}, 784] × [784, 50] without zeros`),
  ];
}

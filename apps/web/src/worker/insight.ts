import type { Dataset } from '@bilayer/datasets';
import type { TwoLayerNet } from '@bilayer/models';
import { add, matmul, tensor, type Tensor } from '@bilayer/tensor';
import { batchOf, rowsOf } from '@bilayer/training';
import { extentOf } from './data.ts';
import { logHistogram, spreadHistogram } from './histogram.ts';
import type { Insight, Matrix, Mistake, ParamViews, Plane } from './protocol.ts';

/** Rows of the test split that are looked at; the first ones of a larger one. */
const TEST_ROWS = 1000;
/** Rows of the batch whose gradient is shown. */
const GRADIENT_ROWS = 100;
const MISTAKES = 24;
const BINS = 44;
const PLANE_SIZE = 64;
const UNIT_SIZE = 20;

function matrix({ shape, data }: Tensor): Matrix {
  const [rows = 1, columns] = shape;
  return columns === undefined
    ? { rows: 1, columns: rows, data: Float32Array.from(data) }
    : { rows, columns, data: Float32Array.from(data) };
}

/** Copies of the parameters, to be shown. */
export function paramViews({ params: { W1, b1, W2, b2 } }: TwoLayerNet): ParamViews {
  return { W1: matrix(W1), b1: matrix(b1), W2: matrix(W2), b2: matrix(b2) };
}

function largestAt(values: ArrayLike<number>, from: number, length: number): number {
  let at = 0;
  for (let i = 1; i < length; i++) if (values[from + i]! > values[from + at]!) at = i;
  return at;
}

/** z [N, H], the outputs of the hidden units for x [N, I]. */
function hiddenOf(network: TwoLayerNet, x: Tensor): Tensor {
  const [activation] = network.model().hidden;
  const { W1, b1 } = network.params;
  const a = add(matmul(x, W1), b1);
  return activation === undefined ? a : activation.forward(a, activation.config);
}

/** What the network is like now: what it mistakes, how its units and gradients are spread. Draws no random numbers. */
export function insightOf(network: TwoLayerNet, data: Dataset, iteration: number): Insight {
  const { test, train } = data;
  const classes = data.classes.length;
  const { dtype } = network;
  const rows = Math.min(TEST_ROWS, test.length);
  const { x } = rowsOf(test, dtype, classes, 0, rows);
  const y = network.predict(x).data;
  const isProbability =
    network.model().output.link !== undefined && network.model().output.name !== 'identity';
  const confusion = new Uint32Array(classes * classes);
  const mistakes: Mistake[] = [];
  const width = x.data.length / rows;
  let right = 0;
  for (let row = 0; row < rows; row++) {
    const said = largestAt(y, row * classes, classes);
    const label = test.labels[row]!;
    confusion[label * classes + said]!++;
    if (said === label) right++;
    else if (mistakes.length < MISTAKES) {
      const features = Float32Array.from(x.data.subarray(row * width, (row + 1) * width));
      const probability = isProbability ? y[row * classes + said]! : NaN;
      mistakes.push({ row, label, said, probability, features });
    }
  }
  const few = Array.from({ length: Math.min(GRADIENT_ROWS, train.length) }, (_, i) => i);
  const batch = batchOf(train, few, dtype, classes);
  const { W1, W2 } = network.gradient(batch.x, batch.t);
  return {
    iteration,
    rows,
    accuracy: right / rows,
    confusion,
    mistakes,
    batchRows: few.length,
    activations: spreadHistogram(hiddenOf(network, batch.x).data, BINS),
    gradients: { W1: logHistogram(W1.data, BINS), W2: logHistogram(W2.data, BINS) },
    ...(width === 2 && { plane: planeOf(network, data) }),
  };
}

/** The points of a square grid of `size` × `size`, from the top left, [size², 2]. */
function grid(size: number, extent: number, dtype: 'float32' | 'float64'): Tensor {
  const xy = dtype === 'float32' ? new Float32Array(2 * size * size) : new Float64Array(2 * size * size);
  for (let i = 0; i < size * size; i++) {
    xy[2 * i] = extent * ((2 * ((i % size) + 0.5)) / size - 1);
    xy[2 * i + 1] = extent * (1 - (2 * (Math.floor(i / size) + 0.5)) / size);
  }
  return tensor(xy, [size * size, 2]);
}

function planeOf(network: TwoLayerNet, { train, test, classes: { length: classes } }: Dataset): Plane {
  const extent = extentOf([...train.features, ...test.features]);
  const y = network.predict(grid(PLANE_SIZE, extent, network.dtype)).data;
  const points = PLANE_SIZE * PLANE_SIZE;
  const said = new Uint8Array(points);
  const margin = new Float32Array(points);
  for (let point = 0; point < points; point++) {
    const at = point * classes;
    const best = largestAt(y, at, classes);
    let second = -Infinity;
    for (let i = 0; i < classes; i++) if (i !== best) second = Math.max(second, y[at + i]!);
    said[point] = best;
    margin[point] = Math.min(1, y[at + best]! - second);
  }
  const z = hiddenOf(network, grid(UNIT_SIZE, extent, network.dtype));
  const [cells = 0, units = 0] = z.shape;
  const pictures = new Float32Array(units * cells);
  for (let cell = 0; cell < cells; cell++) {
    for (let unit = 0; unit < units; unit++) pictures[unit * cells + cell] = z.data[cell * units + unit]!;
  }
  return { size: PLANE_SIZE, said, margin, unitSize: UNIT_SIZE, units: pictures };
}

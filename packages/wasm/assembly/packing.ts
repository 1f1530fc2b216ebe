/** Between the panels here and the row-major arrays outside: W1 [I, H], b1 [H], W2 [H, O], b2 [O], one after another. */
import { b2At, blockBytes, rowBytes, unitBytes, W2At } from './layout';
import { Plan } from './plan';

/** Copies `rows` rows of one panel of `units` lanes to or from row-major rows of `total`, of which `units` fit. */
function copyPanel<T>(
  panel: usize,
  rowsBytes: usize,
  flat: usize,
  total: usize,
  rows: i32,
  size: usize,
  out: bool,
): void {
  for (let i = 0; i < rows; i++) {
    if (out) memory.copy(flat, panel, size);
    else memory.copy(panel, flat, size);
    panel += rowsBytes;
    flat += total;
  }
}

/** How many bytes of a row of all hidden units lie in a panel. */
function bytesIn<T>(plan: Plan, panel: i32): usize {
  const lanes = plan.width * (16 / <i32>sizeof<T>());
  return <usize>max(0, min(lanes, plan.hidden - panel * lanes)) * sizeof<T>();
}

/** Parameters from panels to rows (`out`) or back. */
export function copyParams<T>(plan: Plan, params: usize, flat: usize, out: bool): void {
  const row = rowBytes(plan);
  const total = <usize>plan.hidden * sizeof<T>();
  const W2 = flat + <usize>(plan.inputs + 1) * total;
  const stride = <usize>plan.outputs * sizeof<T>();
  for (let p = 0; p < plan.panels; p++) {
    const block = params + <usize>p * blockBytes(plan);
    const size = bytesIn<T>(plan, p);
    const first = <usize>p * row;
    // W1 and, as its last row, b1.
    copyPanel<T>(block, row, flat + first, total, plan.inputs + 1, size, out);
    for (let j: usize = 0; j < size; j += sizeof<T>()) {
      const column = W2 + ((first + j) / sizeof<T>()) * stride;
      for (let o: usize = 0; o < <usize>plan.outputs; o++) {
        const at = block + W2At(plan) + o * row + j;
        if (out) store<T>(column + o * sizeof<T>(), load<T>(at));
        else store<T>(at, load<T>(column + o * sizeof<T>()));
      }
    }
  }
  const b2 = W2 + <usize>plan.hidden * stride;
  if (out) memory.copy(b2, params + b2At(plan), stride);
  else memory.copy(params + b2At(plan), b2, stride);
}

/** z or da from panels to rows [rows, H] (`out`) or back. */
export function copyUnits<T>(plan: Plan, units: usize, flat: usize, out: bool): void {
  const row = rowBytes(plan);
  const total = <usize>plan.hidden * sizeof<T>();
  for (let p = 0; p < plan.panels; p++) {
    const panel = units + <usize>p * unitBytes(plan);
    copyPanel<T>(panel, row, flat + <usize>p * row, total, plan.rows, bytesIn<T>(plan, p), out);
  }
}

/** What a session has laid out in memory: addresses and counts. Written by src/plan.ts, in the same order. */
@unmanaged
export class Plan {
  // Numbers, f64.
  /** Multiplies the gradient where it is added to the parameters at once: −η. */
  scale: f64;
  /** The optimizer's own settings, see optimizers.ts. */
  o0: f64;
  o1: f64;
  o2: f64;
  o3: f64;
  o4: f64;
  /** The loss's setting (ε). */
  lossSetting: f64;
  /** λ of the weights' decay. */
  decay: f64;
  /** Comes out: the sum of the rows' losses. */
  loss: f64;

  // Counts.
  threads: i32;
  panels: i32;
  /** Vectors in a row of a panel. */
  width: i32;
  inputs: i32;
  hidden: i32;
  outputs: i32;
  /** Rows of the batch. */
  rows: i32;
  /** Rows that the buffers hold, a multiple of 4. */
  capacity: i32;
  hiddenKind: i32;
  outputKind: i32;
  lossKind: i32;
  optimizerKind: i32;
  /** 1: rows of bytes without their zeros; 0: whole rows. */
  sparse: i32;
  /** Comes out: the number of rows classified right. */
  right: i32;
  /** Comes out, one for each thread: not 0 when a parameter may no longer be finite. */
  bad0: i32;
  bad1: i32;
  /** Whether the first thread may sleep. */
  maySleep: i32;
  /** Whether a step ends with the loss after its update. */
  lossWanted: i32;

  // Addresses.
  /** Parameters before and after the step, gradients, and what the optimizer remembers: blocks as in layout.ts. */
  now: usize;
  next: usize;
  gradients: usize;
  slot0: usize;
  slot1: usize;
  nextSlot0: usize;
  nextSlot1: usize;
  /** z and then ∂L/∂a of the hidden layer: [panels, capacity, width] vectors. */
  z: usize;
  da: usize;
  /** Outputs, ∂L/∂a of the output layer [rows, outputs], and a number for each row. */
  y: usize;
  dy: usize;
  rowLoss: usize;
  /** The numbers of the batch's rows, i32, and the label of every row of the split, i32. */
  batch: usize;
  labels: usize;
  /** Sparse rows. */
  offsets: usize;
  indices: usize;
  bytes: usize;
  table: usize;
  /** The batch unpacked, where each row's entries begin and, for each thread, are done, and the batch transposed: in parts. */
  entries: usize;
  entriesStride: usize;
  starts: usize;
  ends: usize;
  endsStride: usize;
  partRows: usize;
  sorted: usize;
  sortedStride: usize;
  /** Dense rows: the split's features, bytes or T, and the batch as T [capacity, xStride bytes]. */
  features: usize;
  featureBytes: i32;
  x: usize;
  xStride: usize;
  /** The hidden activation's program, where z's and the slope's instructions end in it, and every thread's registers. */
  program: usize;
  valueEnd: usize;
  slopeEnd: usize;
  registers: usize;
  registersStride: usize;
  /** The registers of z and of the slope, in bytes from the first. */
  valueAt: usize;
  slopeAt: usize;
  /** A panel's row of zeros. */
  zeros: usize;
  /** Where threads meet. */
  barrier: usize;
}

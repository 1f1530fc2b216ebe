/** What the caller has laid out in memory: counts and addresses. Written by src/numerical/work.ts, in the same order. */
@unmanaged
export class Work {
  /** Rows in memory, numbers of a row of x, hidden units and outputs. */
  rows: i32;
  inputs: i32;
  hidden: i32;
  outputs: i32;
  /** Bytes from a row of hidden units to the next: whole vectors. */
  pitch: usize;
  /** Output activation and loss, see losses.ts; and what moves a hidden unit, see layers.ts. */
  kind: i32;
  hiddenKind: i32;
  /** Comes out: not 0 when a move was too large for the series. */
  far: i32;
  /** The row that is worked on, and how many hits it has. */
  row: i32;
  hitCount: i32;

  /** x [rows, inputs]. */
  x: usize;
  /** W1 and, as its last row, b1: [inputs + 1, pitch]; and W2 [hidden, outputs]. */
  W1: usize;
  W2: usize;
  /** The largest |w| of each row of W2. */
  largest: usize;
  /** Comes out of `sums`: a1 [rows, pitch]. The caller puts z1 in its place. */
  units: usize;

  /** Come out of `gather`: where each row's evaluations begin, i32 [rows + 1], and their x, f64; */
  starts: usize;
  values: usize;
  /** ±h x, a vector each, and e^±hx − 1; */
  moves: usize;
  exponentials: usize;
  /** where each row's entries begin, i32 [rows + 1], and each: i, and its evaluation, 2 i32. */
  entryStarts: usize;
  entries: usize;
  /** For `gather` to find equal numbers by: 2 i32 in each of `slots`, a power of two. */
  table: usize;
  slots: i32;

  /** Given moves of the units of a piece: [units, givenPitch bytes], a vector for each evaluation of its rows. */
  given: usize;
  givenPitch: usize;
  /** Of each output of a row, [rows, outputs] each: see losses.ts. */
  p: usize;
  q: usize;
  r: usize;
  t: usize;

  /** A Program, where the kind is one: see program.ts. */
  program: usize;

  /** Moves of one unit in one row, and differences of a row's evaluations, [evaluations + 1, pitch]. */
  moved: usize;
  differences: usize;
  /** A direction [outputs], all 0 between uses; for a row's hits, i32; and a vector for each output. */
  unit: usize;
  hits: usize;
  spare: usize;
  /** Come out: Σ L(+) − L(−) of W1 and b1 [inputs + 1, pitch], and of W2 and b2 [hidden + 1, outputs]. */
  total1: usize;
  total2: usize;
}

export interface Sizes {
  readonly rows: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

export interface Cost {
  readonly parameters: number;
  /** Forward passes for one numerical gradient: two a parameter. */
  readonly passes: number;
  /** Multiplications of the two matrix products of one forward pass. */
  readonly perPass: number;
  /** Multiplications of all passes. */
  readonly all: number;
  /** Multiplications that follow one nudge of one number of W1: a column of a1, and what it does to a2. */
  readonly perNudge: number;
}

/** What a numerical gradient of a two-layer network costs. */
export function costOf({ rows, inputs, hidden, outputs }: Sizes): Cost {
  const parameters = inputs * hidden + hidden + hidden * outputs + outputs;
  const perPass = rows * inputs * hidden + rows * hidden * outputs;
  const passes = 2 * parameters;
  return { parameters, passes, perPass, all: passes * perPass, perNudge: rows + rows * outputs };
}

/** One part of a data set: `length` rows of features, each with the number of its class. */
export interface Split {
  /** The number of rows, N. */
  readonly length: number;
  /** The shape of one row: [784] for a flat image, [1, 28, 28] for an unflattened one, [4] for iris. */
  readonly shape: readonly number[];
  /** The rows one after another, row-major: [N, ...shape]. Images stay bytes until a batch is made. */
  readonly features: Uint8Array | Float32Array | Float64Array;
  /** What a feature is divided by when a batch is made, `float32(feature / divisor)`; 1 leaves it as it is. */
  readonly divisor: number;
  /** The class of each row, [N]: an index into the data set's `classes`. */
  readonly labels: Uint8Array | Int32Array;
  /** Hand the targets out one-hot, [N, classes.length], and not as labels: the book's `one_hot_label`. */
  readonly oneHot?: boolean;
}

/** A classified data set as plain typed arrays. Any object of this form is one; there is no class to extend. */
export interface Dataset {
  /** The version of this contract. */
  readonly contract: 1;
  readonly name: string;
  /** The name of each class; a label is an index into it. */
  readonly classes: readonly string[];
  readonly train: Split;
  readonly test: Split;
  /** Who made the data, and under which licence, where that has to be said. */
  readonly attribution?: string;
}

import type { LessonTexts } from '../walk.ts';

export interface BackpropTexts extends LessonTexts {
  readonly lines: {
    readonly title: string;
    readonly text: readonly string[];
    /** A line each of the gradient, after those of the forward pass. */
    readonly steps: readonly [
      forward: string,
      da2: string,
      dW2: string,
      db2: string,
      dz1: string,
      da1: string,
      dW1: string,
      db1: string,
    ];
    readonly nudged: string;
    readonly inputs: string;
    readonly result: string;
  };
  readonly cancel: {
    readonly title: string;
    readonly text: readonly string[];
    readonly flower: string;
    readonly score: (k: string) => string;
    readonly label: (flower: string, kind: string) => string;
    /** Which score is nudged. */
    readonly nudge: string;
    readonly up: (k: string) => string;
    readonly down: (k: string) => string;
    readonly slope: string;
    readonly table: string;
    readonly each: string;
    readonly found: string;
    /** For those who know derivatives. */
    readonly why: string;
    readonly derivatives: { readonly title: string; readonly text: readonly string[] };
    readonly outer: string;
    readonly inner: string;
    readonly product: string;
    readonly short: string;
    readonly apart: string;
    readonly note: string;
  };
  readonly divide: {
    readonly title: string;
    readonly text: readonly string[];
    readonly divides: string;
    readonly times: string;
    readonly rows: string;
    readonly length: string;
    readonly factor: string;
    readonly curve: (rows: string) => string;
    readonly withDivision: string;
    readonly without: string;
    readonly rowsAxis: string;
    readonly lengthAxis: string;
    readonly same: string;
    readonly grows: (factor: string) => string;
  };
  readonly shapes: {
    readonly title: string;
    readonly text: readonly string[];
    readonly wanted: string;
    readonly first: string;
    readonly second: string;
    readonly fits: (name: string) => string;
    readonly otherShape: (got: string, wanted: string) => string;
    readonly message: string;
    readonly pick: string;
    /** Which line of the one factor meets which of the other, and over what the sum goes. */
    readonly sums: Readonly<Record<'dW2' | 'dz1' | 'dW1', (row: string, column: string) => string>>;
  };
  readonly bias: {
    readonly title: string;
    readonly text: readonly string[];
    readonly which: string;
    readonly nudge: (j: string) => string;
    readonly picture: (j: string) => string;
    readonly steps: readonly [forth: string, back: string];
    readonly sum: string;
    readonly slope: string;
  };
}

import type { LessonTexts } from '../walk.ts';

export interface PredictTexts extends LessonTexts {
  readonly steps: {
    readonly title: string;
    readonly text: readonly string[];
    /** A text a line of predict. */
    readonly steps: readonly [start: string, a1: string, z1: string, a2: string, y: string, end: string];
    readonly answers: string;
  };
  readonly cell: {
    readonly title: string;
    readonly text: readonly string[];
    readonly which: string;
    readonly label: (cell: string, value: string) => string;
  };
  readonly product: {
    readonly title: string;
    readonly text: readonly string[];
    readonly both: string;
  };
  readonly bias: {
    readonly title: string;
    readonly text: readonly string[];
    readonly rows: string;
    readonly difference: string;
  };
  readonly sigmoid: {
    readonly title: string;
    readonly text: readonly string[];
    readonly brackets: string;
    readonly least: string;
    readonly most: string;
    readonly curve: (a: string, z: string) => string;
    readonly right: string;
    readonly wrong: string;
  };
  readonly softmax: {
    readonly title: string;
    readonly text: readonly string[];
    readonly flower: string;
    readonly total: string;
    readonly together: string;
    readonly pick: string;
  };
  readonly max: {
    readonly title: string;
    readonly text: readonly string[];
    readonly slide: string;
    readonly subtract: string;
    readonly change: string;
    readonly same: string;
    readonly overflow: string;
    readonly underflow: string;
  };
  readonly axis: {
    readonly title: string;
    readonly text: readonly string[];
    readonly axis: string;
    readonly right: string;
    readonly wrong: string;
    readonly misfit: string;
  };
}

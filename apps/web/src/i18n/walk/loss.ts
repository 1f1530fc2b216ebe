import type { LessonTexts } from '../walk.ts';

export interface LossTexts extends LessonTexts {
  readonly pick: {
    readonly title: string;
    readonly text: readonly string[];
    /** A line or a part of one of `cross_entropy_error` each. */
    readonly steps: readonly [
      start: string,
      rows: string,
      pairs: string,
      picked: string,
      log: string,
      mean: string,
    ];
    readonly table: string;
    /** What a cell of y does. */
    readonly choose: (row: string, label: string) => string;
    readonly mean: string;
    readonly curve: string;
  };
  readonly zero: {
    readonly title: string;
    readonly text: readonly string[];
    readonly slide: string;
    readonly without: string;
    readonly with: string;
    readonly meanWithout: string;
    readonly meanWith: string;
    readonly curve: string;
    readonly finite: string;
    readonly infinite: string;
  };
  readonly targets: {
    readonly title: string;
    readonly text: readonly string[];
    readonly rows: string;
    readonly floats: string;
    readonly table: string;
    readonly labels: string;
    readonly oneHot: string;
    readonly right: string;
    readonly wrong: string;
    readonly refused: string;
    readonly library: string;
    readonly example: string;
    readonly exampleLabel: string;
    readonly exampleRow: string;
    /** Arguments in the wrong order, which nothing gives away. */
    readonly order: string;
  };
  readonly accuracy: {
    readonly title: string;
    readonly text: readonly string[];
    readonly slide: (weight: string) => string;
    readonly choose: (weight: string) => string;
    readonly step: string;
    readonly noStep: string;
    readonly only: string;
    readonly curve: (value: string, weight: string) => string;
    readonly loss: string;
    readonly accuracy: string;
    readonly lossSlope: string;
    readonly accuracySlope: string;
    readonly flat: string;
    readonly jump: string;
  };
  readonly sign: {
    readonly title: string;
    readonly text: readonly string[];
    readonly up: string;
    readonly curve: string;
    readonly update: string;
    readonly loss: string;
    readonly first: string;
    readonly last: string;
    readonly falls: string;
    readonly rises: string;
    readonly swapped: string;
  };
}

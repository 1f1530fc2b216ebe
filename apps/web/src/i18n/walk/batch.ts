import type { LessonTexts } from '../walk.ts';

export interface BatchTexts extends LessonTexts {
  readonly cover: {
    readonly title: string;
    readonly text: readonly string[];
    readonly one: string;
    readonly epoch: string;
    readonly again: string;
    readonly shuffle: string;
    /** Under the grid. */
    readonly never: string;
    readonly once: string;
    readonly twice: string;
    readonly more: string;
    readonly last: string;
    readonly grid: (touched: string, all: string) => string;
    readonly draws: string;
    readonly touched: string;
    readonly touchedOf: (touched: string, all: string, share: string) => string;
    readonly expected: string;
    readonly expectedShuffle: string;
    readonly limit: string;
    /** The probability that a row is missed by as many draws as there are rows. */
    readonly missed: (rows: string) => string;
    readonly curve: string;
    readonly seen: string;
    readonly onAverage: string;
    readonly epochs: string;
    readonly share: string;
    readonly full: string;
  };
  readonly epoch: {
    readonly title: string;
    readonly text: readonly string[];
    readonly digits: (rows: string) => string;
    readonly whole: string;
    readonly size: string;
    readonly perEpoch: string;
    readonly passes: (iterations: string) => string;
    readonly reports: (iterations: string) => string;
    readonly even: (every: string) => string;
    readonly odd: (every: string) => string;
    readonly never: string;
  };
  readonly step: {
    readonly title: string;
    readonly text: readonly string[];
    /** A line of `train` each. */
    readonly steps: readonly [
      loop: string,
      mask: string,
      xBatch: string,
      tBatch: string,
      grad: string,
      update: string,
    ];
    readonly slip: string;
    readonly slipStep: string;
    readonly slipStop: string;
    readonly next: (number: string) => string;
  };
  readonly layers: {
    readonly title: string;
    readonly text: readonly string[];
    readonly neurons: string;
    readonly input: string;
    readonly hidden: string;
    readonly output: string;
    readonly layer: (number: string) => string;
    readonly picture: string;
    readonly byWeights: string;
    readonly byNeurons: string;
  };
  readonly mnist: {
    readonly title: string;
    readonly text: readonly string[];
    readonly link: string;
  };
}

import type { LessonTexts } from '../walk.ts';

export interface NudgeTexts extends LessonTexts {
  readonly slope: {
    readonly title: string;
    readonly text: readonly string[];
    readonly choose: string;
    readonly h: string;
    readonly loss: string;
    readonly line: string;
    readonly plot: (element: string, weight: string, slope: string) => string;
    readonly rises: (element: string, slope: string) => string;
    readonly falls: (element: string, slope: string) => string;
  };
  readonly lines: {
    readonly title: string;
    readonly text: readonly string[];
    readonly chosen: (element: string) => string;
    /** One each for the lines of numerical_gradient, in the order in which they run. */
    readonly steps: readonly [
      start: string,
      keep: string,
      up: string,
      above: string,
      down: string,
      below: string,
      slope: string,
      restore: string,
    ];
    readonly passes: string;
  };
  readonly all: {
    readonly title: string;
    readonly text: readonly string[];
    readonly play: string;
    readonly pause: string;
    readonly step: string;
    readonly finish: string;
    readonly again: string;
    readonly weights: string;
    readonly passes: string;
    readonly difference: string;
    readonly whole: string;
    readonly real: (weights: string, passes: string) => string;
  };
  readonly walk: {
    readonly title: string;
    readonly text: readonly string[];
    readonly range: string;
    readonly number: (idx: string) => string;
    readonly row: (idx: string) => string;
    readonly error: (idx: string) => string;
  };
}

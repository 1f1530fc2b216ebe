import type { LessonTexts } from '../walk.ts';

/** A step each of the function's work on the first weight. */
type Steps = readonly [
  start: string,
  up: string,
  call: string,
  above: string,
  down: string,
  below: string,
  slope: string,
  restore: string,
];

export interface DummyTexts extends LessonTexts {
  readonly memory: {
    readonly title: string;
    readonly text: readonly string[];
    readonly copy: string;
    readonly shared: Steps;
    readonly copied: Steps;
    readonly network: string;
    readonly argument: string;
    readonly reads: string;
    readonly writes: string;
    readonly neverRead: string;
    readonly whole: string;
  };
  readonly anything: {
    readonly title: string;
    readonly text: readonly string[];
    readonly argument: string;
    readonly box: string;
    readonly loss: string;
    readonly plot: (argument: string, weight: string, loss: string) => string;
    readonly constant: string;
  };
  readonly without: {
    readonly title: string;
    readonly text: readonly string[];
    readonly choose: string;
    readonly any: string;
    readonly underscore: string;
    readonly none: string;
  };
  readonly used: {
    readonly title: string;
    readonly text: readonly string[];
    readonly isUnused: string;
    readonly isUsed: string;
    readonly difference: string;
    readonly apart: string;
    readonly together: string;
  };
}

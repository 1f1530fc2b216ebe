import type { LessonTexts } from '../walk.ts';

export interface SlowTexts extends LessonTexts {
  readonly count: {
    readonly title: string;
    readonly text: readonly string[];
    readonly inputs: string;
    readonly hidden: string;
    readonly outputs: string;
    readonly rows: string;
    readonly parameters: string;
    readonly passes: string;
    readonly perPass: string;
    readonly all: string;
  };
  readonly race: {
    readonly title: string;
    readonly text: readonly string[];
    readonly start: string;
    readonly goOn: string;
    readonly stop: string;
    readonly again: string;
    readonly numerical: string;
    readonly backprop: string;
    readonly clock: string;
    readonly passes: string;
    readonly rate: string;
    readonly left: string;
    readonly tenThousand: string;
    readonly one: string;
    readonly meanwhile: string;
    readonly ready: string;
    readonly running: string;
    readonly stopped: string;
    readonly done: string;
    readonly failed: (message: string) => string;
  };
  readonly column: {
    readonly title: string;
    readonly text: readonly string[];
    readonly choose: string;
    /** From a1 to the answer; i and j are the chosen row and column, `by` is +h or −h. */
    readonly steps: readonly [
      a1: (i: string, j: string, by: string) => string,
      z1: (j: string) => string,
      a2: (j: string) => string,
      y: string,
    ];
    readonly minus: string;
    readonly again: string;
    readonly real: string;
    readonly cheaper: string;
    readonly apart: string;
    readonly note: string;
  };
  readonly follow: {
    readonly title: string;
    readonly text: readonly string[];
    readonly measure: string;
    readonly measuring: string;
    readonly way: string;
    readonly time: string;
    readonly times: string;
    readonly loop: string;
    readonly typescript: string;
    readonly kernels: string;
    readonly backprop: string;
    readonly compared: string;
    readonly largest: string;
    readonly difference: string;
    readonly note: string;
  };
  readonly train: {
    readonly title: string;
    readonly text: readonly string[];
    readonly start: string;
    readonly stop: string;
    readonly again: string;
    readonly curve: string;
    readonly numerical: string;
    readonly backprop: string;
    readonly updates: string;
    readonly loss: string;
    readonly accuracy: (gradient: string) => string;
    readonly perStep: (gradient: string) => string;
    readonly done: string;
    readonly more: string;
    readonly link: string;
  };
}

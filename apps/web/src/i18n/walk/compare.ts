import type { LessonTexts } from '../walk.ts';

export interface CompareTexts extends LessonTexts {
  readonly param: string;
  readonly numerical: string;
  readonly backprop: string;
  readonly difference: string;
  readonly error: (name: string) => string;
  readonly small: {
    readonly title: string;
    readonly text: readonly string[];
    readonly right: string;
    readonly between: string;
    readonly wrong: string;
    readonly check: string;
  };
  readonly slip: {
    readonly title: string;
    readonly text: readonly string[];
    readonly choose: string;
    readonly none: string;
    readonly slope: string;
    readonly mean: string;
    readonly bias: string;
    readonly transpose: string;
    /** Between names in a list. */
    readonly comma: string;
    readonly shown: (names: string) => string;
    readonly nothing: string;
    readonly refused: string;
  };
  readonly floor: {
    readonly title: string;
    readonly text: readonly string[];
    readonly epsilon: string;
    readonly h: string;
    readonly axis: string;
    readonly picture: (epsilon: string, W1: string, W2: string) => string;
    readonly byEpsilon: string;
    readonly byH: string;
    readonly tooLarge: string;
  };
  readonly real: {
    readonly title: string;
    readonly text: readonly string[];
    readonly compute: string;
    readonly computing: string;
    readonly done: string;
    readonly exact: string;
    readonly neuron: string;
    readonly strongest: (what: string) => string;
    readonly picture: (what: string, neuron: string) => string;
    readonly note: string;
  };
}

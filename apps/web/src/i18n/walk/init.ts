import type { LessonTexts } from '../walk.ts';

export interface InitTexts extends LessonTexts {
  readonly draw: {
    readonly title: string;
    readonly text: readonly string[];
    /** A line each of the constructor. */
    readonly steps: readonly [start: string, W1: string, b1: string, W2: string, b2: string];
    readonly std: string;
    readonly real: (weights: string) => string;
  };
  readonly zeros: {
    readonly title: string;
    readonly text: readonly string[];
    readonly zeros: string;
    readonly updates: string;
    readonly different: string;
    readonly alike: string;
    readonly unlike: string;
  };
  readonly bias: {
    readonly title: string;
    readonly text: readonly string[];
    readonly slide: string;
    readonly fires: string;
    readonly curve: (b: string, z: string) => string;
    readonly sigmoid: string;
  };
}

import type { LessonTexts } from '../walk.ts';

export interface SwapTexts extends LessonTexts {
  readonly hidden: string;
  readonly outputAndLoss: string;
  readonly word: {
    readonly title: string;
    readonly text: readonly string[];
    readonly curve: (name: string) => string;
    readonly value: (name: string) => string;
    readonly slope: string;
    readonly kinks: (places: string) => string;
    readonly bias: string;
    readonly steepest: string;
    readonly size: (name: string) => string;
    readonly zeros: string;
    readonly none: string;
    readonly some: string;
    readonly all: string;
    readonly train: (name: string) => string;
    readonly own: string;
  };
  readonly loss: {
    readonly title: string;
    readonly text: readonly string[];
    readonly curve: (name: string) => string;
    readonly value: string;
    readonly slope: string;
    readonly loss: string;
  };
  readonly race: {
    readonly title: string;
    readonly text: (updates: string, rate: string) => string;
    readonly start: string;
    readonly curve: string;
    readonly updates: string;
    readonly before: string;
    readonly running: string;
    readonly ahead: (name: string) => string;
    readonly even: string;
  };
  readonly chapters: {
    readonly title: string;
    readonly text: readonly string[];
    readonly softmax: string;
    readonly four: string;
    readonly five: string;
    readonly ofScores: string;
    readonly ofSoftmax: string;
  };
  readonly kink: {
    readonly title: string;
    readonly text: readonly string[];
    readonly curve: (a: string, slope: string) => string;
    readonly ours: string;
    readonly other: string;
    readonly numerical: string;
    readonly atKink: string;
    readonly elsewhere: string;
  };
  readonly overwrite: {
    readonly title: string;
    readonly text: readonly string[];
    readonly ours: string;
    readonly before: string;
    readonly after: string;
    readonly changed: string;
  };
}

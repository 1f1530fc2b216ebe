import type { ErrorTexts } from './errors.ts';

/** One step of the fitting. */
export interface StepText {
  readonly title: string;
  readonly note: (size: string) => string;
}

/** The texts of the Draw view. */
export interface DrawTexts {
  readonly draw: string;
  readonly undo: string;
  readonly clear: string;
  readonly pad: string;
  readonly hint: string;
  readonly cursor: (column: number, row: number, ink: boolean) => string;
  readonly cleared: string;
  readonly undone: string;
  readonly keys: string;
  readonly examples: string;
  readonly example: (digit: number) => string;
  readonly loadFailed: string;
  readonly again: string;

  readonly answer: string;
  readonly nothingDrawn: string;
  readonly says: (name: string, share: string) => string;
  readonly classLabel: (name: string, share: string) => string;
  readonly askNote: string;
  readonly scoresNote: string;

  readonly steps: string;
  readonly prepared: string;
  readonly stepsNote: string;
  readonly digitsNote: string;
  readonly stepsEmpty: string;
  readonly mnistSteps: readonly [StepText, StepText, StepText];
  readonly digitsSteps: readonly [StepText, StepText, StepText];
  readonly wholePad: string;
  readonly wholePadNote: string;
  readonly shrunk: string;
  readonly shrunkNote: (side: number) => string;
  readonly inputLabel: (side: number) => string;
  readonly without: (name: string, share: string) => string;
  readonly with: (name: string, share: string) => string;

  readonly units: string;
  readonly unitsEmpty: string;
  readonly fired: (count: number, all: number) => string;
  readonly unitsNote: (name: string) => string;
  readonly unit: (number: number) => string;
  readonly unitLabel: (number: number, part: string, name: string) => string;
  readonly looksFor: string;
  readonly input: string;
  readonly product: string;
  readonly weightedSum: string;
  readonly output: string;
  readonly contribution: (name: string) => string;
  readonly sum: (
    shown: number,
    sum: string,
    rest: string,
    bias: string,
    score: string,
    name: string,
  ) => string;
  readonly against: string;
  readonly for: string;

  readonly source: string;
  readonly sources: Readonly<Record<'page' | 'training' | 'file', string>>;
  readonly openFile: string;
  readonly pageNote: (accuracy: string) => string;
  readonly trainingNote: (iteration: string, accuracy: string) => string;
  readonly noPictures: string;
  readonly needsMnist: string;
  readonly sizes: (sizes: string, activation: string) => string;
  readonly run: string;
  readonly more: (epochs: number) => string;
  readonly pause: string;
  readonly fileNote: string;
  readonly errors: ErrorTexts;
  readonly badFile: string;
  readonly close: string;
}

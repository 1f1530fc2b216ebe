import type { DataName } from '../state/choices.ts';
import type { Run } from '../state/state.ts';
import type { ErrorTexts } from './errors.ts';

/** The texts of the Train view. */
export interface TrainTexts {
  readonly settings: string;
  /** Leads to the walk-through. */
  readonly walk: string;
  readonly groups: {
    readonly data: string;
    readonly network: string;
    readonly training: string;
    readonly machine: string;
  };
  readonly labels: Readonly<Record<keyof Run, string>>;
  readonly hints: Readonly<Partial<Record<keyof Run, string>>>;
  readonly data: Readonly<Record<DataName, string>>;
  readonly gradients: Readonly<Record<Run['gradient'], string>>;
  readonly engines: Readonly<Record<Run['engine'], string>>;
  readonly badNumber: (from: number, to: number) => string;
  readonly badRate: string;

  readonly controls: string;
  readonly run: string;
  readonly pause: string;
  /** In place of `run` at the end. */
  readonly more: (epochs: number) => string;
  readonly step: string;
  readonly reset: string;
  readonly pace: string;
  readonly fullSpeed: string;
  readonly perSecond: (n: number) => string;
  readonly update: string;
  readonly epoch: string;
  readonly loss: string;
  readonly testAccuracy: string;
  readonly stepsPerSecond: string;
  readonly network: (sizes: string, parameters: string) => string;

  readonly status: {
    readonly loading: string;
    readonly ready: string;
    readonly running: string;
    readonly paused: (iteration: string, accuracy: string) => string;
    readonly done: (accuracy: string) => string;
    readonly failed: string;
    readonly eagerInstead: string;
    readonly saved: (name: string) => string;
    readonly loaded: (name: string) => string;
    readonly copied: string;
  };
  readonly errors: ErrorTexts;
  readonly problems: {
    readonly notFinite: string;
    readonly notFiniteAdvice: (rate: string) => string;
    readonly useRate: (rate: string) => string;
    readonly crashed: string;
    readonly outOfMemory: string;
    readonly unresponsive: string;
    readonly goOn: (iteration: string) => string;
    readonly other: string;
    readonly badFile: string;
    readonly close: string;
  };

  readonly curves: string;
  readonly lossCurve: string;
  readonly accuracyCurve: string;
  readonly curvesSummary: (loss: string, train: string, test: string) => string;
  readonly logarithmic: string;

  readonly units: string;
  readonly unitsNote: string;
  readonly unitsNotePlane: string;
  readonly unitsShown: (shown: number, all: number) => string;
  readonly unit: (number: number) => string;
  readonly unitLabel: (number: number, bias: string, best: string, worst: string) => string;
  readonly unitVotes: string;
  readonly bias: string;

  readonly w2: string;
  readonly w2Note: string;
  readonly w2Label: (rows: number, columns: number, least: string, most: string) => string;

  readonly histograms: string;
  readonly activationsOf: (rows: number) => string;
  readonly gradientOf: (name: string) => string;
  readonly gradientsNote: string;
  readonly zeros: (share: string) => string;
  readonly histogramLabel: (title: string, from: string, to: string, peak: string) => string;

  readonly confusion: string;
  readonly confusionNote: (rows: string, right: string) => string;
  readonly label: string;
  readonly said: string;

  readonly mistakes: string;
  readonly mistakesNote: (shown: number, all: number) => string;
  readonly noMistakes: string;
  readonly mistake: (label: string, said: string, probability: string) => string;

  readonly surface: string;
  readonly surfaceNote: string;
  readonly surfaceLabel: (classes: number, accuracy: string) => string;
  readonly trainPoint: string;
  readonly testPoint: string;

  readonly files: string;
  readonly save: string;
  readonly load: string;
  readonly filesNote: string;
  readonly command: string;
  readonly commandNote: (version: string) => string;
  readonly commandFromFile: (name: string) => string;
  readonly copy: string;

  readonly mnist: {
    readonly title: string;
    readonly explain: string;
    readonly choose: string;
    readonly download: string;
    readonly downloading: (file: string, percent: string) => string;
    readonly refused: string;
    readonly dropHere: string;
  };
}

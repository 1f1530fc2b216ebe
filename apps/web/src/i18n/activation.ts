import type { FormulaFault } from '@bilayer/activations/formula';

/** The laws that the conformance kit holds an activation to, by the names it has for them. */
export const lawNames = [
  'fills the contract',
  'can be called at all',
  'has plain JSON settings',
  'with() leaves the original as it is',
  'with() refuses an unknown setting',
  'computes with the settings it is given',
  'keeps shape and dtype',
  'takes an empty batch',
  'leaves its inputs as they are',
  'gives the same bits for the same input',
  'has the gradient that central differences show',
  'has the derived gradient that central differences show',
  'has a backward equal to the derived gradient',
  'declares every kink',
  'has a difference that is what subtracting gives',
  'treats rows independently',
  'declares over truly',
  'declares link truly',
  'keeps NaN, and in its own element or row',
  'keeps infinity in its own element or row',
  'makes no NaN of finite input',
  'makes no NaN of finite input in its derived gradient',
  'says the same in float32',
  'can be traced, or declares over and has a backward',
  'keeps the size of a signal by its gain',
  'comes back from a model file with the same bits',
] as const;
export type LawName = (typeof lawNames)[number];

/** What is said of a law: what it demands, and, where a formula can break it, what to do and what was expected. */
export interface LawText {
  readonly law: string;
  readonly advice?: string;
  readonly expected?: string;
}

export type ExampleName = 'gelu' | 'swish' | 'squareplus' | 'bent' | 'pole' | 'broken';

/** The texts of the view of one's own activation function. */
export interface ActivationTexts {
  readonly title: string;
  readonly intro: string;
  readonly formula: string;
  readonly language: string;
  readonly languageParts: readonly (readonly [what: string, code: string])[];
  readonly examples: string;
  readonly exampleNames: Readonly<Record<ExampleName, string>>;
  readonly typeset: string;

  readonly faults: Readonly<Record<FormulaFault, (part: string) => string>>;
  readonly atCharacter: (position: number) => string;
  readonly atEnd: string;
  readonly write: (code: string) => string;
  readonly selectFault: string;

  readonly curve: string;
  readonly curveLabel: (x: string, value: string, slope: string) => string;
  readonly value: string;
  readonly slope: string;
  readonly readAt: string;
  readonly kinks: (xs: string) => string;
  readonly noKinks: string;
  readonly kink: (x: string) => string;
  readonly notFiniteAt: (xs: string) => string;
  readonly outdated: string;
  readonly waiting: string;

  readonly laws: string;
  readonly lawsNote: string;
  readonly checking: string;
  readonly passed: (laws: string, checks: string) => string;
  readonly broken: (broken: string, laws: string) => string;
  readonly keptLaws: (count: string) => string;
  readonly where: string;
  readonly expected: string;
  readonly got: string;
  readonly advice: string;
  readonly show: string;
  readonly original: string;
  readonly checks: (count: string) => string;
  /** Of a law about something that a formula does not have. */
  readonly noChecks: string;
  readonly lawTexts: Readonly<Record<LawName, LawText>>;
  readonly failed: string;

  readonly compare: string;
  readonly compareNote: (
    sizes: string,
    epochs: string,
    optimizer: string,
    rate: string,
    seed: string,
  ) => string;
  readonly train: string;
  readonly stop: string;
  readonly yours: string;
  readonly loss: string;
  readonly lossLog: string;
  readonly accuracy: string;
  readonly epoch: string;
  readonly activation: string;
  readonly chartLabel: (what: string, ends: string) => string;
  readonly training: string;
  readonly trained: (accuracies: string) => string;
  readonly notFinite: string;
  readonly trainingFailed: string;
  readonly notYet: string;
  readonly inTrainView: string;

  readonly takeAway: string;
  readonly takeAwayNote: string;
  readonly download: (name: string) => string;
  readonly downloaded: (name: string) => string;
  readonly commands: string;
  readonly sameTraining: string;
}

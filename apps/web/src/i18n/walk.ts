/** The lessons in the order of the story. Their names are the anchors in the address. */
export const lessonNames = [
  'init',
  'predict',
  'loss',
  'nudge',
  'names',
  'dummy',
  'bugs',
  'h',
  'slow',
  'backprop',
  'compare',
  'batch',
  'swap',
] as const;
export type LessonName = (typeof lessonNames)[number];

/** What every lesson has to say. */
export interface LessonTexts {
  /** The question, as learners ask it. */
  readonly question: string;
  /** The answer in a sentence or two, at the lesson's end. */
  readonly answer: string;
}

/** The texts of the drawing at the beginning: the whole net at work on one flower. */
export interface OverviewTexts {
  readonly label: string;
  readonly choose: string;
  readonly flower: (number: string) => string;
  readonly drawing: string;
  readonly measures: readonly [length: string, width: string];
  /** In the order of the data set's classes. */
  readonly kinds: readonly [setosa: string, versicolor: string, virginica: string];
  readonly says: string;
  readonly is: string;
  readonly loss: string;
  readonly note: string;
}

/**
 * The texts around the lessons. In texts of lessons `code` is set in the code's typeface and **this** in bold;
 * see views/walk/parts/Rich.svelte.
 */
export interface WalkTexts {
  readonly title: string;
  readonly intro: string;
  readonly overview: OverviewTexts;
  readonly lessons: string;
  readonly titles: Readonly<Record<LessonName, string>>;
  readonly place: (number: string, all: string) => string;
  readonly previous: string;
  readonly next: string;
  /** Where the last lesson leads to. */
  readonly train: string;
  readonly inShort: string;
  /** Beside the title of a scene that is folded. */
  readonly aside: string;
  readonly seed: string;
  readonly badSeed: string;
  readonly otherSeed: string;
  readonly seedNote: string;
  readonly code: string;
  readonly codeLanguage: string;
  readonly back: string;
  readonly forward: string;
  readonly step: (number: string, all: string) => string;
  readonly loadFailed: string;
}

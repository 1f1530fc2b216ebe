import type { LessonTexts } from '../walk.ts';

export interface HTexts extends LessonTexts {
  readonly h: string;
  readonly cell: string;
  readonly exact: string;
  readonly numerical: string;
  readonly error: string;
  readonly errorOf: (dtype: string) => string;
  readonly curve: {
    readonly title: string;
    readonly text: readonly string[];
    readonly axis: string;
    readonly picture: (h: string, float64: string, float32: string) => string;
    readonly best: (dtype: string) => string;
    readonly large: string;
    readonly small: string;
    readonly middle: string;
    /** The error at h = 1e-4, and the best h. */
    readonly why: (error: string, best: string) => string;
    readonly note: string;
  };
  readonly large: {
    readonly title: string;
    readonly text: readonly string[];
    readonly loss: string;
    readonly tangent: string;
    readonly secant: string;
    readonly picture: (name: string, exact: string, numerical: string) => string;
    readonly half: string;
    readonly times: string;
  };
  readonly small: {
    readonly title: string;
    readonly text: readonly string[];
    readonly float32: string;
    readonly alike: string;
    readonly left: string;
    readonly gone: string;
    readonly some: (digits: string) => string;
  };
}

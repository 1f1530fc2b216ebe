/** What is measured, in the order of the report. */
export interface Workload {
  readonly id: string;
  /** What `--workload` knows it by. */
  readonly group: 'step' | 'gradient' | 'predict' | 'main' | 'cold';
  readonly title: string;
  /** How figures are given: so many a second, or the time that one takes. */
  readonly unit: 'steps/s' | 'rows/s' | 'time';
  readonly hidden: number;
  readonly batch: number;
  /** Rows predicted at a time. */
  readonly rows?: number;
}

const step = (hidden: number, batch: number): Workload => ({
  id: `step-${hidden}-${batch}`,
  group: 'step',
  title: `training step, hidden ${hidden}, batch ${batch}`,
  unit: 'steps/s',
  hidden,
  batch,
});

const predict = (rows: number, title: string, unit: Workload['unit']): Workload => ({
  id: `predict-${rows}`,
  group: 'predict',
  title,
  unit,
  hidden: 50,
  batch: 100,
  rows,
});

/** Those that stay-alive processes repeat. */
export const repeated: readonly Workload[] = [
  step(50, 100),
  step(512, 100),
  step(50, 1000),
  {
    id: 'gradient',
    group: 'gradient',
    title: 'numerical gradient, batch 100',
    unit: 'time',
    hidden: 50,
    batch: 100,
  },
  predict(1, 'predict one row', 'time'),
  predict(10_000, 'predict 10,000 rows', 'rows/s'),
];

/** Those of which each repetition is a process of its own. */
export const started: readonly Workload[] = [
  { id: 'main', group: 'main', title: 'the main job', unit: 'time', hidden: 50, batch: 100 },
  { id: 'cold', group: 'cold', title: 'cold start to the first step', unit: 'time', hidden: 50, batch: 100 },
];

/** The elements of the parameters of 784-50-10. */
export const PARAMETERS: number = 784 * 50 + 50 + 50 * 10 + 10;

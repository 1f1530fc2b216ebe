import { availableParallelism, cpus } from 'node:os';
import type { Manifest } from './inputs.ts';
import type { Timing } from './measure.ts';
import type { Task } from './tasks.ts';
import type { Info } from './worker.ts';

/** What is reported of one task: the timings begin with ours. */
export interface Result {
  readonly task: Task;
  readonly timings: readonly Timing[];
}

export interface Setting {
  readonly machine: string;
  readonly bilayer: Info;
  /** undefined where there is no NumPy. */
  readonly numpy: Info | undefined;
  readonly inputs: Manifest;
  readonly rounds: number;
}

export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`;
}

/** The lines above the table. */
export function heading({ machine, bilayer, numpy, inputs, rounds }: Setting): string {
  const theirs =
    numpy === undefined
      ? 'not found (python3 with numpy): our times only'
      : `${numpy['numpy'] ?? ''}, Python ${numpy['python'] ?? ''}\n` +
        `BLAS     ${numpy['blas'] ?? ''}, kernel ${numpy['kernel'] ?? 'unknown'}, ${numpy['threads'] ?? '?'} threads`;
  return [
    `machine  ${machine}`,
    `Node     ${bilayer['node'] ?? ''}, V8 ${bilayer['v8'] ?? ''}`,
    `NumPy    ${theirs}`,
    `images   ${inputs.source}`,
    `         ${inputs.rows} rows, ${percent(inputs.inked)} of the pixels not 0`,
    `figures  ms: median of ${rounds} rounds (smallest – largest);`,
    `         bilayer's time / theirs: of the medians, of the smallest`,
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A task's title and, below it, a line for each side; 80 columns. */
export function formatResult({ task: { title, whole }, timings }: Result): string {
  const ours = timings[0]!;
  const lines = timings.map(({ side, median, min, max }, i) => {
    const spread = `(${milliseconds(min)} – ${milliseconds(max)})`;
    const ratios = [ours.median / median, ours.min / min].map((ratio) => `${ratio.toFixed(2)} ×`.padStart(9));
    const line = `  ${side.padEnd(20)}${milliseconds(median).padStart(9)}  ${spread.padEnd(23)}`;
    return i === 0 ? line.trimEnd() : line + ratios.join('');
  });
  if (whole === undefined) return [title, ...lines].join('\n');
  const extrapolated = timings.map(({ median }) => `${(median * whole).toFixed(1)} s`);
  return [title, ...lines, `  all ${whole} losses would take: ${extrapolated.join(', ')}`].join('\n');
}

function milliseconds(seconds: number): string {
  return (1000 * seconds).toFixed(4);
}

/** The same as an object for machines; times in seconds. */
export function toJson(setting: Setting, results: readonly Result[]): string {
  const tasks = results.map(({ task, timings }) => {
    const ours = timings[0]!;
    return {
      task: task.id,
      dtype: task.dtype,
      title: task.title,
      ...(task.whole !== undefined && { whole: task.whole }),
      sides: timings.map((timing) => ({
        ...timing,
        ratio: ours.median / timing.median,
        ratioOfSmallest: ours.min / timing.min,
      })),
    };
  });
  return JSON.stringify({ ...setting, numpy: setting.numpy ?? null, tasks }, undefined, 2);
}

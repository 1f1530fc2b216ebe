import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarize } from '../measure.ts';
import type { Figure, Table } from './figures.ts';
import { runProcess, type Ended } from './process.ts';
import { message } from './repeat.ts';
import { environment, missing, type Side } from './sides.ts';
import type { Workload } from './workloads.ts';

const STEPS = 10_000;
const STEPS_AN_EPOCH = 600;

/** What the main job of a side prints at its end. */
interface Job {
  readonly stepping: number;
  readonly evaluating: number;
  readonly evaluations: number;
  readonly testAccuracy: number;
}

interface Run {
  readonly seconds: number;
  readonly testAccuracy?: number;
  readonly peak?: number;
}

/** Something of which a repetition is a process of its own. */
interface Starter {
  readonly id: string;
  readonly note?: string;
  readonly problem?: string | undefined;
  readonly run: () => Promise<Run>;
}

export interface MainResults {
  /** The accuracies, 0 … 1, that the main job came to. */
  readonly accuracies: ReadonlyMap<string, number>;
  /** Bytes. */
  readonly peaks: ReadonlyMap<string, number>;
}

const cli = join(import.meta.dirname, 'ours/node_modules/bilayer/dist/main.js');

/** The command of a user, in an empty folder; `pick` reads the accuracy from what it prints. */
function commandLine(id: string, args: readonly string[]): Starter {
  return {
    id,
    async run() {
      const folder = mkdtempSync(join(tmpdir(), 'bilayer-cli-'));
      try {
        const all = [cli, 'train', ...args, '--quiet', '--json', '--out', 'model.safetensors'];
        const ended = await runProcess(process.execPath, all, environment(), folder);
        const accuracy = /"testAccuracy":\s*([\d.]+)/.exec(ended.last)?.[1];
        return runOf(ended, accuracy === undefined ? undefined : Number(accuracy));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function runOf({ seconds, peak }: Ended, testAccuracy?: number): Run {
  return {
    seconds,
    ...(testAccuracy !== undefined && { testAccuracy }),
    ...(peak !== undefined && { peak }),
  };
}

function starterOf(side: Side, { group }: Workload, folder: string): Starter {
  const steps = side.mainSteps ?? STEPS;
  const mode = group === 'cold' ? ['cold'] : ['main', String(steps)];
  return {
    id: side.id,
    problem: missing(side),
    ...(group === 'main' && steps < STEPS && { note: `from ${steps} updates and 1 evaluation` }),
    async run() {
      const args = [...side.args, folder, side.variant, ...mode];
      const ended = await runProcess(side.command, args, environment());
      if (group === 'cold') return runOf(ended);
      const { stepping, evaluating, evaluations, testAccuracy } = JSON.parse(ended.last) as Job;
      if (steps === STEPS) return runOf(ended, testAccuracy);
      const start = ended.seconds - stepping - evaluating;
      const evaluated = Math.ceil(STEPS / STEPS_AN_EPOCH);
      return runOf({
        ...ended,
        seconds: start + (stepping * STEPS) / steps + (evaluating * evaluated) / evaluations,
      });
    },
  };
}

/** The command's part in it. The cold start is the whole life of the command, with one update and its file written. */
const commands: Readonly<Record<string, readonly Starter[]>> = {
  main: [
    commandLine('cli', ['--preset', 'book', '--engine', 'wasm', '--dtype', 'float32', '--data', 'mnist']),
  ],
  cold: [commandLine('cli', ['--iterations', '1'])],
};

/** Times a workload from the start of each process, in turns. */
export async function measureStarted(
  workload: Workload,
  sides: readonly Side[],
  folder: string,
  rounds: number,
): Promise<{ table: Table } & MainResults> {
  const starters = [
    ...sides
      .filter(({ without }) => without?.includes(workload.group) !== true)
      .map((side) => starterOf(side, workload, folder)),
    ...(commands[workload.group] ?? []),
  ];
  const samples = new Map<string, number[]>();
  const problems = new Map<string, string>();
  const accuracies = new Map<string, number>();
  const peaks = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const { id, run, problem } of starters) {
      if (problems.has(id)) continue;
      try {
        if (problem !== undefined) throw new Error(problem);
        const { seconds, testAccuracy, peak } = await run();
        samples.set(id, [...(samples.get(id) ?? []), seconds]);
        if (testAccuracy !== undefined) accuracies.set(id, testAccuracy);
        if (peak !== undefined) peaks.set(id, Math.max(peak, peaks.get(id) ?? 0));
      } catch (error) {
        problems.set(id, message(error));
      }
    }
  }
  const figures = starters.map(({ id, note }): Figure => {
    const [found, problem] = [samples.get(id), problems.get(id)];
    if (problem !== undefined || found === undefined) return { side: id, problem: problem ?? 'no run' };
    return { side: id, timing: summarize(id, found), ...(note !== undefined && { note }) };
  });
  return { table: { workload, figures }, accuracies, peaks };
}

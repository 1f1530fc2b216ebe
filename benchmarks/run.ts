import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeInputs } from './inputs.ts';
import { findDifference, measure, type Effort, type Runner } from './measure.ts';
import { describeMachine, formatResult, heading, toJson, type Result, type Setting } from './report.ts';
import { listTasks, type DType, type Task, type Variant } from './tasks.ts';
import { startWorker, type Worker } from './worker.ts';

const usage = `Usage: node benchmarks/run.ts [--quick] [--json]

Times the training step, prediction, the numerical gradient and matmul next to
NumPy running the same arithmetic on the same data (python3 with numpy; without
it, ours only). Before that it compares the results; exits with 1 if they differ.

  --quick  fewer and shorter rounds, no whole numerical gradient
  --json   one JSON object instead of the table
  --help   this text
`;

/** One of those that are compared. */
interface Side {
  readonly name: string;
  readonly variant?: Variant;
  worker(dtype: DType): Worker;
}

const FULL: Effort = { rounds: 7, seconds: 0.1, warmUp: 0.5 };
const QUICK: Effort = { rounds: 3, seconds: 0.02, warmUp: 0.15 };

const here = import.meta.dirname;

async function main({ quick, json }: { quick: boolean; json: boolean }): Promise<void> {
  const effort = quick ? QUICK : FULL;
  const inputs = await writeInputs();
  process.once('exit', () => {
    inputs.remove();
  });
  process.once('SIGINT', () => process.exit(130));
  const workers: Worker[] = [];
  const start = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Worker> => {
    const worker = await startWorker(command, args, env);
    workers.push(worker);
    return worker;
  };
  try {
    const startOurs = (dtype: DType): Promise<Worker> =>
      start(process.execPath, [join(here, 'bilayer-worker.ts'), inputs.folder, dtype], process.env);
    const ours = { float64: await startOurs('float64'), float32: await startOurs('float32') };
    const ourSide: Side = { name: 'bilayer', worker: (dtype) => ours[dtype] };
    const theirs: Side[] = [];
    if (hasNumpy()) {
      const script = [join(here, 'numpy_step.py'), inputs.folder];
      const all = await start('python3', script, numpyEnvironment());
      const one = await start('python3', script, { ...numpyEnvironment(), OPENBLAS_NUM_THREADS: '1' });
      theirs.push({ name: 'NumPy, all threads', worker: () => all });
      theirs.push({ name: 'NumPy, 1 thread', worker: () => one });
    }
    const setting: Setting = {
      machine: describeMachine(),
      bilayer: ours.float64.info,
      numpy: theirs[0]?.worker('float64').info,
      inputs: inputs.manifest,
      rounds: effort.rounds,
    };
    if (!json) console.log(heading(setting));

    const tasks = listTasks(quick);
    const wrong = await compare(tasks, ourSide, theirs);
    for (const line of wrong) console.error(line);
    if (wrong.length > 0) process.exitCode = 1;
    else if (!json && theirs.length > 0) console.log('results  all agree');

    const results: Result[] = [];
    for (const task of tasks) {
      const sides = [ourSide, ...variantsOf(task, ourSide), ...(task.alone === true ? [] : theirs)];
      const runners = sides.map((side): Runner => {
        const worker = side.worker(task.dtype);
        return {
          name: side.name,
          multiple: task.multiple,
          time: (times) => worker.time(task, times, side.variant),
        };
      });
      const result = { task, timings: await measure(runners, effort) };
      results.push(result);
      if (!json) console.log(`\n${formatResult(result)}`);
    }
    if (json) console.log(toJson(setting, results));
  } finally {
    for (const worker of workers) worker.stop();
  }
}

/** What else of ours computes a task. */
function variantsOf({ variants = [] }: Task, ours: Side): readonly Side[] {
  return variants.map((variant) => {
    const name = variant === 'wasm-1' ? 'wasm, 1 thread' : 'wasm, 2 threads';
    return { ...ours, name, variant };
  });
}

/** A line for each task and side whose results differ from ours. */
async function compare(
  tasks: readonly Task[],
  ours: Side,
  theirs: readonly Side[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const task of tasks) {
    const others = [...variantsOf(task, ours), ...(task.alone === true ? [] : theirs)];
    if (others.length === 0) continue;
    const values = await ours.worker(task.dtype).check(task);
    for (const side of others) {
      const found = await side.worker(task.dtype).check(task, side.variant);
      const difference = findDifference(task, values, found);
      if (difference !== undefined)
        wrong.push(`bench: bilayer and ${side.name} differ: ${task.title}: ${difference}`);
    }
  }
  return wrong;
}

function hasNumpy(): boolean {
  return spawnSync('python3', ['-c', 'import numpy']).status === 0;
}

/** The environment without settings that would slow OpenBLAS down or keep it from choosing by itself. */
function numpyEnvironment(): NodeJS.ProcessEnv {
  const tuned = new Set(['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE', 'OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS']);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !tuned.has(name)));
}

function readOptions(): { quick: boolean; json: boolean; help: boolean } {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { quick: flag, json: flag, help: flag } }).values;
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

const options = readOptions();
if (options.help) console.log(usage);
else await main(options);

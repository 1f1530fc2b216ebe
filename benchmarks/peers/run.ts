import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Effort } from '../measure.ts';
import { measureInBrowser, type BrowserResults } from './browser.ts';
import { barChart } from './bar-chart.ts';
import { measureDense, type Dense } from './dense.ts';
import type { Table } from './figures.ts';
import { growthChart } from './growth-chart.ts';
import { measureGrowth, type Growth } from './growth.ts';
import { writePeerInputs } from './inputs.ts';
import { installOurs, installPeers } from './install.ts';
import { describeMachine } from './machine.ts';
import { agreement, measureRepeated, message, startMember, type Member } from './repeat.ts';
import { report, type Results } from './report.ts';
import { BOOK, listSides } from './sides.ts';
import { measureStarted, type MainResults } from './start.ts';
import { repeated, started } from './workloads.ts';

const usage = (): string => `Usage: node benchmarks/peers/run.ts [options]

Times bilayer next to NumPy, PyTorch, onnxruntime, TensorFlow.js, jax-js, brain.js
and plain JavaScript, and writes RESULTS.md and two charts. Needs MNIST in
$BILAYER_DATA_DIR/mnist or the cache of \`bilayer datasets\`. The peers are
installed in benchmarks/peers, from its own lockfile.

  --quick            fewer and shorter rounds
  --only <side>      this one beside bilayer and the book's NumPy: ${listSides()
    .filter(({ ours }) => !ours)
    .map(({ id }) => id)
    .join(', ')}
  --workload <name>  one of step, gradient, predict, main, cold, dense, growth, browser
  --no-install       use what is installed and built already
  --help             this text

With any of the first three the report is printed and no file is written.
`;

interface Options {
  readonly quick: boolean;
  readonly only: string | undefined;
  readonly workload: string | undefined;
  readonly install: boolean;
}

const FULL: Effort = { rounds: 5, seconds: 0.15, warmUp: 0.5 };
const QUICK: Effort = { rounds: 3, seconds: 0.03, warmUp: 0.1 };

const benchmarks = join(import.meta.dirname, '..');

async function main({ quick, only, workload, install }: Options): Promise<void> {
  const wanted = (group: string): boolean => workload === undefined || workload === group;
  const effort = quick ? QUICK : FULL;
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  if (install) {
    say('installing the peers, building and packing bilayer');
    try {
      installPeers();
    } catch (error) {
      say(`the peers could not be installed: ${message(error)}`);
    }
    installOurs();
  }
  const inputs = await writePeerInputs().catch((error: unknown) => {
    console.error(`bench:peers: MNIST is needed: ${message(error)}`);
    process.exit(2);
  });
  process.once('exit', () => {
    inputs.remove();
  });
  process.once('SIGINT', () => process.exit(130));

  const sides = listSides().filter(
    ({ id, ours }) => only === undefined || ours || id === BOOK || id === only,
  );
  const members: Member[] = [];
  try {
    if (repeated.some(({ group }) => wanted(group))) {
      say('starting all sides, comparing the losses of their first updates');
      members.push(...(await Promise.all(sides.map((side) => startMember(side, inputs.folder)))));
    }
    const agreements = await agreement(members, BOOK);
    const tables: Table[] = [];
    for (const one of repeated.filter(({ group }) => wanted(group))) {
      say(one.title);
      tables.push(await measureRepeated(one, members, effort));
    }
    const [dense, growth] = await alone(inputs, wanted, effort, say);
    const mains: MainResults[] = [];
    for (const one of started.filter(({ group }) => wanted(group))) {
      say(one.title);
      const { table, ...rest } = await measureStarted(one, sides, inputs.folder, effort.rounds);
      tables.push(table);
      if (one.group === 'main') mains.push(rest);
    }
    let browser: BrowserResults | undefined;
    if (wanted('browser')) {
      say('in Chromium');
      browser = await measureInBrowser(inputs.folder, effort);
    }
    const results: Results = {
      machine: describeMachine(),
      versions: Object.assign(
        { Node: process.version },
        ...members.map(({ versions }) => versions),
      ) as Results['versions'],
      inked: inputs.inked,
      rounds: effort.rounds,
      sides,
      agreements,
      tables,
      accuracies: new Map(mains.flatMap(({ accuracies }) => [...accuracies])),
      peaks: new Map(mains.flatMap(({ peaks }) => [...peaks])),
      dense,
      growth,
      browser,
    };
    const text = report(results);
    if (quick || only !== undefined || workload !== undefined) {
      console.log(text);
    } else {
      writeFileSync(join(benchmarks, 'RESULTS.md'), text);
      writeFileSync(join(benchmarks, 'results.svg'), barChart(results));
      if (growth) writeFileSync(join(benchmarks, 'growth.svg'), growthChart(growth, results.machine));
      say('wrote RESULTS.md, results.svg and growth.svg');
    }
  } finally {
    for (const member of members) member.stop();
  }
}

/** What only ours is measured at: data without zeros, and growing networks. */
async function alone(
  { folder, inked }: { readonly folder: string; readonly inked: number },
  wanted: (group: string) => boolean,
  effort: Effort,
  say: (text: string) => void,
): Promise<[dense: Dense | undefined, growth: Growth | undefined]> {
  let [dense, growth]: [Dense | undefined, Growth | undefined] = [undefined, undefined];
  if (wanted('dense')) {
    say('data without zeros');
    dense = await measureDense(folder, effort);
  }
  if (wanted('growth')) {
    say('growing networks and batches');
    const side = listSides().find(({ id }) => id === 'wasm-2');
    if (side === undefined) throw new Error('no side of ours');
    const member = await startMember(side, folder);
    try {
      growth = await measureGrowth(member, inked, effort);
    } finally {
      member.stop();
    }
  }
  return [dense, growth];
}

function readOptions(): Options | undefined {
  const flag = { type: 'boolean', default: false } as const;
  const name = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: { quick: flag, only: name, workload: name, 'no-install': flag, help: flag },
    });
    if (values.help) return undefined;
    const { quick, only, workload } = values;
    return { quick, only, workload, install: !values['no-install'] };
  } catch (error) {
    console.error(`bench:peers: ${message(error)}\n\n${usage()}`);
    process.exit(2);
  }
}

const options = readOptions();
if (options === undefined) console.log(usage());
else await main(options);

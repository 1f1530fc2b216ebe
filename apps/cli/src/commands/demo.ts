import { join } from 'node:path';
import type { Command } from 'commander';
import { classify } from '../classify.ts';
import { loadData, rowOf } from '../data.ts';
import { checkOutputs } from '../files.ts';
import type { Io } from '../io.ts';
import { partsOf } from '../build.ts';
import { planFrom } from '../plan.ts';
import { runTraining } from '../run-training.ts';
import { confusionTable } from '../show/confusion.ts';
import { drawDigit, sideBySide } from '../show/digit.ts';
import { count, percent } from '../show/number.ts';
import { shellLine } from '../show/shell.ts';

export function addDemo(program: Command, io: Io): void {
  program
    .command('demo')
    .description('train on real handwriting and show what was learned; under a minute')
    .option('--dir <folder>', 'where the model and the curves go', 'models')
    .addHelpText('after', '\nExample:\n  $ bilayer demo')
    .action(async ({ dir }: { readonly dir: string }) => {
      await runDemo(dir, io);
    });
}

const SHOWN = 4;

async function runDemo(dir: string, io: Io): Promise<void> {
  const plan = planFrom(undefined, { data: 'digits', init: 'gaussian(std=0.01)' });
  const [out, curves] = [join(dir, 'demo.safetensors'), join(dir, 'demo.svg')];
  const checkpoint = `${out}.checkpoint`;
  // These names are the demo's own: it may be run again.
  await checkOutputs([
    { option: '--dir', path: out, force: true },
    { option: '--dir', path: curves, force: true },
  ]);
  const data = await loadData(plan.data, io, plan.seed);
  const { train, test } = data;
  io.out('TwoLayerNet 64-50-10: 64 pixels, 50 hidden neurons (sigmoid), 10 outputs');
  io.out(
    `(softmax). It learns ${count(train.length)} real handwritten digits; ${count(test.length)} others test it.`,
  );
  io.out('');

  const { network } = await runTraining(
    {
      ...{ plan, parts: await partsOf(plan, io), data, wish: 'default' },
      ...{ out, curves, checkpoint, force: true, quiet: false },
    },
    io,
  );
  const { accuracy, confusion, predicted, confidence } = classify(network, data, test);
  io.out(`test accuracy ${percent(accuracy, 2)}`);
  io.out('');
  for (const line of confusionTable(confusion, data.classes, { color: io.color })) io.out(line);
  io.out('');

  // The first digits of the test split, and then the first it gets wrong.
  const rows = Array.from({ length: test.length }, (_, row) => row);
  const wrong = rows.filter((row) => predicted[row] !== test.labels[row]);
  const right = rows.filter((row) => predicted[row] === test.labels[row]);
  const chosen = [...right.slice(0, SHOWN - Math.min(2, wrong.length)), ...wrong.slice(0, 2)];
  const blocks = chosen.map((row) => {
    const [says, is] = [data.classes[predicted[row]!]!, data.classes[test.labels[row]!]!];
    const sure = percent(confidence[row]!, 0);
    return {
      title: says === is ? `says ${says}, ${sure}` : `says ${says}, is ${is}`,
      lines: drawDigit(rowOf(test, row), 8, 8, { color: io.color }),
    };
  });
  for (const line of sideBySide(blocks)) io.out(line);
  io.out('');
  io.out(`model   ${out}`);
  io.out(`curves  ${curves}`);
  io.out('');
  io.out('Draw a digit, save it as PNG, and ask what it is:');
  io.out(`  ${io.command} predict ${shellLine([out])} digit.png`);
  io.out("The book's own data, MNIST, is a download away (11 MB, kept for next time):");
  io.out(`  ${io.command} train --preset book --out ${shellLine([join(dir, 'mnist.safetensors')])}`);
  io.out(`All commands:  ${io.command} --help`);
}

import type { Activation } from '@bilayer/activations';
import type { Loss } from '@bilayer/losses';
import { overOf } from '@bilayer/models';
import type { Optimizer } from '@bilayer/optimizers';
import { tensor, type Config } from '@bilayer/tensor';
import { summary } from '../commands/datasets.ts';
import { activationPlot } from '../show/activation-plot.ts';
import { brief, short } from '../show/number.ts';
import { table } from '../show/table.ts';
import { wrap } from '../show/wrap.ts';
import type { Subject } from './subject.ts';

/** A plugin in a few lines of at most 80 columns: what it is called, and what it does. */
export function portrait(subject: Subject, text: string, color: boolean): string[] {
  try {
    return linesOf(subject, text, color);
  } catch (error) {
    // A plugin that breaks the laws may not even run; the laws say why.
    return [wrap(`${text}: cannot be shown: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

function linesOf(subject: Subject, text: string, color: boolean): string[] {
  switch (subject.kind) {
    case 'activation':
      return ofActivation(subject.value, color);
    case 'loss':
      return ofLoss(subject.value);
    case 'optimizer':
      return ofOptimizer(subject.value);
    case 'dataset':
      return summary(subject.value);
    case 'engine':
      return [`${subject.value.name}, an engine${text === subject.value.name ? '' : ` of ${text}`}`];
  }
}

function titled(name: string, config: Config, rest: string): string {
  const settings = Object.entries(config).map(([key, value]) => `${key} = ${shown(value)}`);
  return wrap(`${name}${settings.length === 0 ? '' : ` (${settings.join(', ')})`}, ${rest}`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ofActivation(activation: Activation, color: boolean): string[] {
  const over = overOf(activation);
  const { name, config, link } = activation;
  const how = over === 'element' ? 'element by element' : 'row by row';
  const title = titled(name, config, `an activation, ${how}${link === undefined ? '' : `; link: ${link}`}`);
  return [title, '', ...activationPlot(activation, over, color)];
}

const SHARES = [0.01, 0.1, 0.5, 0.9, 0.99];

function ofLoss(loss: Loss): string[] {
  const { name, config, reduce, fused } = loss;
  const y = tensor(Float64Array.from(SHARES.flatMap((p) => [p, 1 - p])), [SHARES.length, 2]);
  const t = tensor(new Int32Array(SHARES.length), [SHARES.length]);
  const { data } = loss.perRow(y, t, config);
  const way = fused === undefined ? '' : `; short way back from the link ${fused.link}`;
  return [
    titled(name, config, `a loss, the ${reduce} of its rows${way}`),
    '',
    'of the output [p, 1 − p], where the first class is the right one:',
    ...table(
      [
        ['p', ...SHARES.map(String)],
        ['loss', ...Array.from(data, short)],
      ],
      { align: ['left', ...SHARES.map(() => 'right' as const)] },
    ),
  ];
}

const UPDATES = [1, 10, 100, 1000];

function ofOptimizer(optimizer: Optimizer): string[] {
  const { name, config } = optimizer;
  let params = { x: tensor(Float64Array.of(1), [1]) };
  let state = optimizer.init(params);
  const seen: string[] = [];
  for (let step = 1; step <= Math.max(...UPDATES); step++) {
    // The gradient of ½ x² is x.
    ({ params, state } = optimizer.update(params, params, state));
    if (UPDATES.includes(step)) seen.push(brief(Math.round(1e6 * params.x.data[0]!) / 1e6));
  }
  return [
    titled(name, config, 'an optimizer'),
    '',
    'minimising ½ x² from x = 1:',
    ...table(
      [
        ['updates', ...UPDATES.map(String)],
        ['x', ...seen],
      ],
      { align: ['left', ...UPDATES.map(() => 'right' as const)] },
    ),
  ];
}

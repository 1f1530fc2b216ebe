import * as allActivations from '@bilayer/activations';
import type { Activation } from '@bilayer/activations';
import * as allLosses from '@bilayer/losses';
import type { Loss } from '@bilayer/losses';
import { byGain, gaussian, he, xavier, type Initializer } from '@bilayer/models';
import { choose, parseSpec } from './choose.ts';
import { Failure } from './failure.ts';

/** The values among a package's exports that are plugins, by name. */
function pluginsOf<P extends { readonly name: string }>(exports: object): Record<string, P> {
  const plugins = Object.values(exports).filter(
    (value): value is P => typeof value === 'object' && value !== null && 'contract' in value,
  );
  return Object.fromEntries(plugins.map((plugin) => [plugin.name, plugin]));
}

/** The built-in activations and losses: all that a command line can name and a model file can refer to. */
export const activations: Readonly<Record<string, Activation>> = pluginsOf(allActivations);
export const losses: Readonly<Record<string, Loss>> = pluginsOf(allLosses);

/** The ways to draw initial weights that a command line can name. */
export const initializers: Readonly<Record<string, (settings?: { std?: number }) => Initializer>> = {
  byGain,
  xavier,
  he,
  gaussian,
};

/** Those for `loadModel`. */
export const known: { readonly activations: Activation[]; readonly losses: Loss[] } = {
  activations: Object.values(activations),
  losses: Object.values(losses),
};

/** `relu`, `leakyRelu:alpha=0.1`. */
export function activationFrom(text: string): Activation {
  const { name, settings } = parseSpec(text);
  const activation = choose('activation', activations, name);
  return Object.keys(settings).length === 0 ? activation : activation.with(settings);
}

/** `crossEntropy`, `huber:delta=2`. */
export function lossFrom(text: string): Loss {
  const { name, settings } = parseSpec(text);
  const loss = choose('loss', losses, name);
  return Object.keys(settings).length === 0 ? loss : loss.with(settings);
}

/** `gaussian:std=0.05`, `xavier`, `he`, `byGain`. */
export function initializerFrom(text: string): Initializer {
  const { name, settings } = parseSpec(text);
  const make = choose('initializer', initializers, name);
  const { std, ...rest } = settings;
  const isStd = typeof std === 'number' && std > 0 && Number.isFinite(std);
  if (Object.keys(rest).length > 0 || (std !== undefined && !(name === 'gaussian' && isStd))) {
    throw new Failure(
      'BAD_SETTING',
      `initializer '${text}': only gaussian has a setting, std, a number above 0`,
    );
  }
  return make(isStd ? { std } : {});
}

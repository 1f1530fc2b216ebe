import { type Activation } from '@bilayer/activations';
import { add, astype, BilayerError, mul, sqrt, sum, zeros, type Config, type Tensor } from '@bilayer/tensor';
import { breaks, define, handmade, slope, squareplus } from './broken.testing.ts';

const FORM = 'keeps shape and dtype';
const WITH = 'with() leaves the original as it is';
const UNKNOWN = 'with() refuses an unknown setting';
const SETTINGS = 'computes with the settings it is given';
const JSON_CONFIG = 'has plain JSON settings';
const EMPTY = 'takes an empty batch';

breaks([
  [
    'another shape',
    define({ forward: (a) => sum(a, { axis: -1, keepDims: true }) }),
    FORM,
    /\[9, 1\] with 9 elements/,
    'any',
  ],
  [
    'another dtype',
    define({ over: 'element', forward: (a) => astype(squareplus(a), 'float64') }),
    FORM,
    /forward\(a\) of float32 \[9, 3\]: expected float32 \[9, 3\], got float64 \[9, 3\].*astype/,
    // Its derived gradient comes back in float32, but what is saved is float64.
    [],
  ],
  [
    'a with() that changes the original',
    (() => {
      const config: Record<string, number> = { b: 4 };
      const made: Activation = {
        contract: 1,
        name: 'mine',
        config,
        forward: (a, { b = 4 }: Config = config) => mul(0.5, add(a, sqrt(add(mul(a, a), b as number)))),
        with(changes) {
          const unknown = Object.keys(changes).find((name) => name !== 'b');
          if (unknown !== undefined) throw new BilayerError('UNKNOWN_SETTING', unknown);
          Object.assign(config, changes);
          return made;
        },
      };
      return made;
    })(),
    WITH,
    /the plugin after with\(\{"b":5\}\): expected .*"b":4.*got .*"b":5/,
    'any',
  ],
  [
    'a with() that takes anything',
    handmade({}),
    UNKNOWN,
    /with\(\{ noSuchSetting: 1 \}\): expected an error with a code, UNKNOWN_SETTING, got no error/,
  ],
  [
    'a with() that forgets its name',
    handmade({ with: () => define({ name: 'other' }) }),
    WITH,
    /expected a plugin of the same name and package, mine, got other/,
    'any',
  ],
  [
    'a config that is not read',
    (() => {
      const make = (b: number): Activation => ({
        ...define({ config: { b }, forward: (a) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))) }),
        with: (changes) => {
          const unknown = Object.keys(changes).find((name) => name !== 'b');
          if (unknown !== undefined) throw new BilayerError('UNKNOWN_SETTING', unknown);
          return make((changes['b'] ?? b) as number);
        },
      });
      return make(4);
    })(),
    SETTINGS,
    /forward\(a, \{"b":5\}\), element .*use the config that forward is given/,
  ],
  [
    'settings that are no JSON',
    define({ config: { weights: new Float64Array(2) } as unknown as Config }),
    JSON_CONFIG,
    /config\.weights: expected plain JSON/,
    'any',
  ],
  [
    'a setting that is NaN',
    define({ config: { b: NaN } }),
    JSON_CONFIG,
    /config\.b: expected plain JSON/,
    'any',
  ],
  [
    'a crash on an empty batch',
    define({
      over: 'element',
      backward: (dz, { a }) => mul(dz, slope(a)),
      forward(a) {
        if (a.data[0]!.toFixed() === '') return a;
        return squareplus(a);
      },
    }),
    EMPTY,
    /forward\(a\) of float64 \[0, 3\]: expected a result, got TypeError: .*it must not throw here/,
  ],
  [
    'another contract',
    handmade({ contract: 2 as 1 }),
    'fills the contract',
    /contract: expected 1, got number 2/,
    'any',
  ],
  [
    'kinks that are no list',
    handmade({ kinks: 0 as unknown as number[] }),
    'fills the contract',
    /kinks: expected a list of numbers, got 0/,
    'any',
  ],
  [
    'no return',
    define({ forward: () => undefined as unknown as Tensor }),
    'can be called at all',
    /expected a tensor.*got undefined \(is a return missing\?\)/,
  ],
  ['a wrong constant', define({ forward: () => zeros([2, 2]) }), FORM, /\[2, 2\]/, 'any'],
]);

import { relu, tanh } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { adam, sgd } from '@bilayer/optimizers';
import { describe, expect, it } from 'vitest';
import { onlyPlugin } from './find.ts';
import type { PluginModule } from './import.ts';
import { activationKind, ALL_KINDS, datasetKind, lossKind, optimizerKind, type Kind } from './kinds.ts';

function module(exports: Record<string, unknown>): PluginModule {
  return { name: './p.ts', url: 'file:///p.ts', exports };
}

async function find<P>(exports: Record<string, unknown>, kind: Kind<P>, wanted?: string): Promise<P> {
  return (await onlyPlugin(module(exports), { kinds: [kind], wanted })).value;
}

describe('onlyPlugin', () => {
  it('takes the only export of the kind', async () => {
    expect(await find({ relu, crossEntropy, help: () => 1, n: 3 }, activationKind)).toBe(relu);
    expect(await find({ relu, crossEntropy }, lossKind)).toBe(crossEntropy);
  });

  it('takes the default export before others, and another where that is something else', async () => {
    expect(await find({ relu, default: tanh }, activationKind)).toBe(tanh);
    expect(await find({ relu, default: crossEntropy }, activationKind)).toBe(relu);
    expect(await find({ relu, default: relu }, activationKind)).toBe(relu);
  });

  it('takes the export that is named', async () => {
    expect(await find({ relu, tanh, default: tanh }, activationKind, 'relu')).toBe(relu);
    await expect(find({ relu }, activationKind, 'toString')).rejects.toThrow(
      './p.ts: has no export toString; it exports relu',
    );
    await expect(find({ relu, crossEntropy }, activationKind, 'crossEntropy')).rejects.toThrow(
      './p.ts: crossEntropy is a loss, not an activation: use --loss ./p.ts',
    );
  });

  it('lists several', async () => {
    await expect(find({ relu, tanh }, activationKind)).rejects.toMatchObject({
      code: 'AMBIGUOUS_PLUGIN',
      message:
        './p.ts: has several plugins; say which:\n  ./p.ts#relu  activation\n  ./p.ts#tanh  activation'.replace(
          /(\.\/p\.ts#\w+)(?= )/g,
          "'$1'",
        ),
    });
  });

  it('calls the only function without arguments, or the default or the named one, once', async () => {
    let calls = 0;
    const make = (settings: object = {}) => {
      calls++;
      return Promise.resolve({ classes: [], train: 1, test: 2, ...settings });
    };
    const never = (): never => expect.unreachable('called');
    const help = (x: unknown): never => expect.unreachable(String(x));
    expect((await find({ adam, help }, optimizerKind)).name).toBe('adam');
    expect(await find({ o: sgd(), adam, never }, optimizerKind)).toMatchObject({ name: 'sgd' });
    expect(await find({ never, default: make }, datasetKind)).toMatchObject({ train: 1 });
    expect(await find({ never, make }, datasetKind, 'make')).toMatchObject({ train: 1 });
    expect(calls).toBe(2);
    // Of whatever kind it may be.
    const search = { kinds: ALL_KINDS, settings: { test: 3 } };
    expect((await onlyPlugin(module({ make }), search)).value).toMatchObject({ test: 3 });
    expect(calls).toBe(3);
  });

  it('calls none of several functions, and says how one is called', async () => {
    const never = (): never => expect.unreachable('called');
    await expect(find({ adam: never, deploy: () => never() }, optimizerKind)).rejects.toThrow(
      /it exports adam, a function; deploy, a function; to have one called .* name it: '.\/p.ts#adam'$/,
    );
    // An open kind is less of a reason.
    const relu3 = (x: number): number => x;
    await expect(onlyPlugin(module({ never, relu3 }), { kinds: ALL_KINDS })).rejects.toThrow('name it');
  });

  it('never calls a class', async () => {
    // As an activation class with static members would be one.
    class Own {
      static forward = 1;
      readonly made = expect.unreachable('called');
    }
    for (const kinds of [[optimizerKind], [activationKind], ALL_KINDS]) {
      await expect(onlyPlugin<unknown>(module({ Own }), { kinds })).rejects.toThrow(
        /; it exports Own, a class$/,
      );
    }
  });

  it('makes a Failure of what a function throws or makes that is no plugin', async () => {
    const load = (): Promise<never> => Promise.reject(new Error('no disk'));
    await expect(find({ load }, datasetKind)).rejects.toMatchObject({
      code: 'PLUGIN_FAILED',
      message: './p.ts: load, called because it may make a data set, failed: no disk',
    });
    await expect(find({ f: () => undefined }, datasetKind)).rejects.toThrow(
      /it exports f, a function that made nothing$/,
    );
    await expect(find({ adam }, datasetKind)).rejects.toThrow(/it exports adam, a function that made an obj/);
  });

  it('says how a plain function becomes a plugin, and where a data set goes', async () => {
    const relu3 = (x: number): number => x;
    for (const exports of [{ relu3 }, { default: relu3 }]) {
      await expect(find(exports, activationKind)).rejects.toThrow(
        "; if it is an activation, wrap it:\n  defineActivation({ name: 'relu3', value: relu3, slope: (a, z) => … })",
      );
    }
    await expect(find({ l: (y: unknown, t: unknown) => [y, t] }, lossKind)).rejects.toThrow(
      "wrap it:\n  defineLoss({ name: 'l', perRow: l })",
    );
    await expect(find({ and: () => 1 }, activationKind)).rejects.toThrow(
      /it exports and, a function; if and makes a data set, give it with --data \.\/p\.ts$/,
    );
    const and = { name: 'and', classes: [], train: {}, test: {} };
    await expect(find({ and }, activationKind)).rejects.toThrow(
      './p.ts: and is a data set, not an activation: use --data ./p.ts',
    );
  });

  it('says what there is where there is none', async () => {
    await expect(find({}, activationKind)).rejects.toThrow('it exports nothing');
    await expect(find({ f: (a: unknown) => a, n: null, s: 'x', o: {} }, activationKind)).rejects.toThrow(
      'it exports f, a function of 1 argument; n, null; s, a string; o, an empty object',
    );
  });

  it('says that a contract is another', async () => {
    await expect(find({ p: { contract: 2, apply: () => 1 } }, activationKind)).rejects.toMatchObject({
      code: 'INCOMPATIBLE_CONTRACT',
      message:
        './p.ts: p has contract 2, and this version takes contract 1; install versions of both packages that agree',
    });
  });
});

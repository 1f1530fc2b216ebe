import { relu, tanh } from '@bilayer/activations';
import { crossEntropy } from '@bilayer/losses';
import { adam, sgd } from '@bilayer/optimizers';
import { describe, expect, it } from 'vitest';
import { onlyPlugin } from './find.ts';
import { activationKind, datasetKind, lossKind, optimizerKind, type Kind } from './kinds.ts';

async function find<P>(exports: Record<string, unknown>, kind: Kind<P>, wanted?: string): Promise<P> {
  return (await onlyPlugin({ name: './p.ts', exports }, [kind], wanted)).value;
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
      './p.ts: exports no activation (an object with name and forward); it exports crossEntropy, an object with',
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

  it('calls what makes an optimizer or a data set, and nothing that has arguments', async () => {
    expect((await find({ adam }, optimizerKind)).name).toBe('adam');
    expect(
      await find({ o: sgd(), adam, f: (x: unknown) => expect.unreachable(String(x)) }, optimizerKind),
    ).toMatchObject({
      name: 'sgd',
    });
    expect(
      await find({ adam, help: () => undefined, fails: () => expect.fail() }, optimizerKind),
    ).toMatchObject({
      name: 'adam',
    });
    await expect(find({ adam, sgd }, optimizerKind)).rejects.toThrow("'./p.ts#adam'  optimizer");
    const data = { classes: [], train: 1, test: 2 };
    expect(
      await find({ load: ({ ...more } = {}) => Promise.resolve({ ...data, ...more }) }, datasetKind),
    ).toEqual(data);
    await expect(find({ load: () => Promise.reject(new Error('no disk')) }, datasetKind)).rejects.toThrow(
      'no disk',
    );
    await expect(find({ relu: () => relu }, activationKind)).rejects.toThrow('it exports relu, a function');
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

import { leakyRelu, relu, sigmoid, softmax } from '@bilayer/activations';
import { readSafetensors, writeSafetensors } from '@bilayer/formats';
import { crossEntropy, huber } from '@bilayer/losses';
import { randomState } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { describe as describeOf } from './descriptor.ts';
import { loadModel } from './load.ts';
import { MultiLayerNet } from './multi-layer-net.ts';
import { restore } from './restore.ts';
import { saveModel } from './save.ts';
import { TwoLayerNet } from './two-layer-net.ts';

const x = randomState(3).rand(4, 6);
const plugins = { activations: [sigmoid, softmax, leakyRelu], losses: [crossEntropy] };
const leaky = leakyRelu.with({ alpha: 0.3 });
const network = new TwoLayerNet({
  inputSize: 6,
  hiddenSize: 5,
  outputSize: 3,
  hidden: leaky,
  output: softmax,
  loss: crossEntropy,
  random: randomState(0),
});
const coded = (code: string, message: RegExp): Error =>
  expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error;

describe('a model file', () => {
  it('brings back the same network: parameters, activations with their settings, loss', () => {
    const back = restore(loadModel(saveModel(network), plugins));
    expect(back).toBeInstanceOf(TwoLayerNet);
    expect(back.params).toEqual(network.params);
    expect(back.predict(x).data).toEqual(network.predict(x).data);
    expect(back.model().hidden[0]?.config).toEqual({ alpha: 0.3 });
    expect(back.lossFunction?.name).toBe('crossEntropy');
  });

  it('brings back a MultiLayerNet in float32 with weight decay', () => {
    const many = new MultiLayerNet({
      inputSize: 6,
      hiddenSizes: [5, 4],
      outputSize: 3,
      hidden: [leaky, sigmoid],
      output: softmax,
      dtype: 'float32',
      weightDecay: 0.01,
      random: randomState(0),
    });
    const back = restore(loadModel(saveModel(many), plugins));
    expect(back).toBeInstanceOf(MultiLayerNet);
    expect(back.dtype).toBe('float32');
    expect(back.predict(x).data).toEqual(many.predict(x).data);
    expect(back.model().weightDecay).toBe(0.01);
  });

  it('keeps what is known of the training', () => {
    const notes = {
      seed: 7,
      engine: 'eager',
      data: { name: 'digits', shape: [8, 8], divisor: 16, classes: ['0', '1', '2'] },
    };
    expect(loadModel(saveModel(network, notes), plugins).notes).toEqual(notes);
  });

  it('has the same bytes whenever the model is the same', () => {
    const again = new TwoLayerNet({
      ...sizesOf(),
      hidden: leaky,
      output: softmax,
      loss: crossEntropy,
      random: randomState(0),
    });
    expect(saveModel(again, { engine: 'eager', seed: 1 })).toEqual(
      saveModel(network, { seed: 1, engine: 'eager' }),
    );
    expect(saveModel(again, { seed: 2 })).not.toEqual(saveModel(network, { seed: 1 }));
  });

  it('names the activation that is missing, those that were given, and the line to write', () => {
    expect(() => loadModel(saveModel(network), { activations: [softmax, relu] })).toThrow(
      coded(
        'UNKNOWN_PLUGIN',
        /leakyRelu of @bilayer\/activations.*\(softmax, relu\).*import \{ leakyRelu \} from '@bilayer\/activations'/,
      ),
    );
  });

  it('hands the descriptor of the missing activation to programs', () => {
    expect(() => loadModel(saveModel(network), { activations: [softmax] })).toThrow(
      expect.objectContaining({ cause: describeOf(leaky) }) as Error,
    );
  });

  it('does not take an activation of the same name from another package for the one it means', () => {
    const other = { ...leakyRelu, package: 'elsewhere' };
    expect(() => loadModel(saveModel(network), { activations: [softmax, other] })).toThrow(
      coded('UNKNOWN_PLUGIN', /leakyRelu/),
    );
  });

  it('needs its loss only when a loss is asked for', () => {
    const back = restore(
      loadModel(saveModel(network), { activations: plugins.activations, losses: [huber] }),
    );
    expect(back.predict(x).data).toEqual(network.predict(x).data);
    expect(() => back.loss(x, network.predict(x))).toThrow(
      coded('NO_LOSS', /names the loss crossEntropy of @bilayer\/losses.*losses: \[crossEntropy\]/),
    );
    expect(saveModel(back)).toEqual(saveModel(network));
  });

  it.each([
    ['other metadata', undefined, 'BAD_MODEL_FILE', /'bilayer'/],
    ['metadata that is not JSON', '{', 'BAD_MODEL_FILE', /not JSON/],
    ['a later format', '{"format":2}', 'BAD_MODEL_FILE', /format 2/],
    ['an unknown kind', '{"format":1,"kind":"Net"}', 'BAD_MODEL_FILE', /kind is Net/],
    [
      'layers that do not add up',
      '{"format":1,"kind":"TwoLayerNet","dtype":"float64","sizes":[6,5,3],"hidden":[],"output":{}}',
      'BAD_MODEL_FILE',
      /layers/,
    ],
  ])('is refused with %s', (_, header, code, message) => {
    const bytes = writeSafetensors(
      network.params,
      header === undefined ? { other: 'x' } : { bilayer: header },
    );
    expect(() => loadModel(bytes, { ...plugins, name: 'my.safetensors' })).toThrow(coded(code, message));
    expect(() => loadModel(bytes, { ...plugins, name: 'my.safetensors' })).toThrow(/my\.safetensors/);
  });

  it('is refused with a plugin of another contract', () => {
    const { tensors, metadata } = readSafetensors(saveModel(network));
    const later = metadata['bilayer']?.replaceAll('"contract":1', '"contract":2') ?? '';
    expect(() => loadModel(writeSafetensors(tensors, { bilayer: later }), plugins)).toThrow(
      coded('INCOMPATIBLE_CONTRACT', /contract 2, and this version takes contract 1; install/),
    );
  });

  it('is refused when parameters do not fit the sizes', () => {
    const { tensors, metadata } = readSafetensors(saveModel(network));
    const rest = Object.fromEntries(Object.entries(tensors).filter(([name]) => name !== 'W2'));
    expect(() => loadModel(writeSafetensors(rest, metadata), plugins)).toThrow(
      coded('BAD_PARAMS', /W2 .*got nothing/),
    );
  });
});

function sizesOf(): { inputSize: number; hiddenSize: number; outputSize: number } {
  return { inputSize: 6, hiddenSize: 5, outputSize: 3 };
}

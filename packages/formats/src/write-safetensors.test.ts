import { describe, expect, it } from 'vitest';
import { FormatError } from './format-error.ts';
import type { StoredTensor } from './stored-tensor.ts';
import { writeSafetensors } from './write-safetensors.ts';

function refused(tensors: Record<string, unknown>, metadata?: Record<string, unknown>): FormatError {
  try {
    writeSafetensors(tensors as Record<string, StoredTensor>, metadata as Record<string, string>);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function headerOf(file: Uint8Array): string {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  return new TextDecoder().decode(file.subarray(8, 8 + length));
}

describe('writeSafetensors', () => {
  // The bytes are the reference implementation's own, from its tests `test_serialization_forced_alignement`
  // and `test_empty` (huggingface/safetensors, safetensors/src/tensor.rs).
  it('writes the bytes that the reference implementation writes', () => {
    const attn0: StoredTensor = {
      shape: [1, 1, 2, 3],
      dtype: 'float32',
      data: Float32Array.of(0, 1, 2, 3, 4, 5),
    };
    expect(Array.from(writeSafetensors({ attn0 }))).toEqual([
      72, 0, 0, 0, 0, 0, 0, 0, 123, 34, 97, 116, 116, 110, 48, 34, 58, 123, 34, 100, 116, 121, 112, 101, 34,
      58, 34, 70, 51, 50, 34, 44, 34, 115, 104, 97, 112, 101, 34, 58, 91, 49, 44, 49, 44, 50, 44, 51, 93, 44,
      34, 100, 97, 116, 97, 95, 111, 102, 102, 115, 101, 116, 115, 34, 58, 91, 48, 44, 50, 52, 93, 125, 125,
      32, 32, 32, 32, 32, 32, 32, 0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0,
      160, 64,
    ]);
    expect(Array.from(writeSafetensors({}))).toEqual([
      8, 0, 0, 0, 0, 0, 0, 0, 123, 125, 32, 32, 32, 32, 32, 32,
    ]);
    expect(Array.from(writeSafetensors({}, { framework: 'pt' }))).toEqual([
      40, 0, 0, 0, 0, 0, 0, 0, 123, 34, 95, 95, 109, 101, 116, 97, 100, 97, 116, 97, 95, 95, 34, 58, 123, 34,
      102, 114, 97, 109, 101, 119, 111, 114, 107, 34, 58, 34, 112, 116, 34, 125, 125, 32, 32, 32, 32, 32,
    ]);
  });

  it('lays tensors out by dtype alignment, then by name, whatever the order of the object', () => {
    const one = (dtype: StoredTensor['dtype'], data: StoredTensor['data']): StoredTensor => ({
      shape: [1],
      dtype,
      data,
    });
    const tensors = {
      '2': one('uint8', Uint8Array.of(1)),
      mask: one('bool', Uint8Array.of(1)),
      '10': one('uint8', Uint8Array.of(2)),
      W2: one('float64', Float64Array.of(1)),
      steps: one('int32', Int32Array.of(-1)),
      half: one('float32', Float32Array.of(0.5)),
      W1: one('float64', Float64Array.of(2)),
    };
    const file = writeSafetensors(tensors, { b: '2', a: '"1"', '7': 'x' });
    expect(headerOf(file).trimEnd()).toBe(
      '{"__metadata__":{"7":"x","a":"\\"1\\"","b":"2"},' +
        '"W1":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},' +
        '"W2":{"dtype":"F64","shape":[1],"data_offsets":[8,16]},' +
        '"half":{"dtype":"F32","shape":[1],"data_offsets":[16,20]},' +
        '"steps":{"dtype":"I32","shape":[1],"data_offsets":[20,24]},' +
        '"10":{"dtype":"U8","shape":[1],"data_offsets":[24,25]},' +
        '"2":{"dtype":"U8","shape":[1],"data_offsets":[25,26]},' +
        '"mask":{"dtype":"BOOL","shape":[1],"data_offsets":[26,27]}}',
    );
    const shuffled = Object.fromEntries(Object.entries(tensors).reverse());
    expect(writeSafetensors(shuffled, { a: '"1"', '7': 'x', b: '2' })).toEqual(file);
  });

  it('orders names by code points, as UTF-8 bytes sort, not by UTF-16 units', () => {
    const empty: StoredTensor = { shape: [0], dtype: 'uint8', data: new Uint8Array() };
    // U+1F600 is a surrogate pair, whose units are below U+FF21.
    const header = headerOf(writeSafetensors({ '😀': empty, Ａ: empty, ab: empty, a: empty }));
    expect(Object.keys(JSON.parse(header) as object)).toEqual(['a', 'ab', 'Ａ', '😀']);
  });

  it('writes a view of a larger buffer, and only it', () => {
    const data = new Float32Array(Float32Array.of(9, 1, 2, 9).buffer, 4, 2);
    const file = writeSafetensors({ x: { shape: [2], dtype: 'float32', data } });
    expect(Array.from(new Float32Array(file.slice(-8).buffer))).toEqual([1, 2]);
  });

  it('refuses what the format cannot hold, naming the tensor', () => {
    const data = new Float64Array(6);
    const wrong = refused({ W1: { shape: [2, 4], dtype: 'float64', data } });
    expect(wrong.code).toBe('SIZE_MISMATCH');
    expect(wrong.message).toBe('writeSafetensors: tensor "W1": shape [2, 4] has 8 elements, the data has 6');
    const cases: [string, unknown, RegExp][] = [
      ['W1', { shape: [6], dtype: 'float16', data }, /"W1": expected a dtype of float64, .*got float16/],
      ['W1', { shape: [6], dtype: 'float32', data }, /stored from a Float32Array; got Float64Array/],
      ['W1', { shape: [6], dtype: 'bool', data: Uint8Array.of(0, 2) }, /SIZE|shape \[6\]/],
      ['W1', { shape: [2], dtype: 'bool', data: Uint8Array.of(0, 2) }, /element 1 is 2/],
      ['W1', { shape: [-6], dtype: 'float64', data }, /whole numbers; got \[-6\]/],
      ['W1', { shape: [1.5, 4], dtype: 'float64', data }, /whole numbers; got \[1.5,4\]/],
      ['W1', { shape: 6, dtype: 'float64', data }, /whole numbers; got 6/],
      ['__metadata__', { shape: [6], dtype: 'float64', data }, /keeps this name/],
      ['\ud800', { shape: [6], dtype: 'float64', data }, /surrogate/],
    ];
    for (const [name, tensor, message] of cases) expect(refused({ [name]: tensor }).message).toMatch(message);
    expect(refused({}, { epoch: 3 }).code).toBe('METADATA_INVALID');
    expect(refused({}, { a: '\udc00' }).code).toBe('METADATA_INVALID');
  });

  it('refuses a header over the limit of the format', () => {
    expect(refused({}, { long: 'x'.repeat(100_000_000) }).code).toBe('HEADER_TOO_LARGE');
  });
});

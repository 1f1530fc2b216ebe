import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { digits } from '@bilayer/datasets';
import { encode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { bilayer, folderForAll, json, runWith } from '../cli.testing.ts';

const { test } = await digits();
const folder = folderForAll();
const path = (name: string): string => join(folder(), name);

const SIDE = 240;

/** Row `index` of the test split as a picture of 240 × 240 pixels, each of its own 64 a square of 20 × 20. */
function picture(index: number): Uint8Array {
  const data = new Uint8Array(SIDE * SIDE).fill(255);
  for (let y = 40; y < 200; y++) {
    for (let x = 40; x < 200; x++) {
      const from = index * 64 + Math.floor((y - 40) / 20) * 8 + Math.floor((x - 40) / 20);
      data[y * SIDE + x] = 255 - Math.round((test.features[from]! * 255) / 16);
    }
  }
  return encode({ width: SIDE, height: SIDE, data, channels: 1 });
}

beforeAll(async () => {
  const small = ['--hidden', '20', '-b', '10', '-e', '8', '-r', '0.5'];
  await bilayer('train', ...small, '--out', path('digits.safetensors'));
  await bilayer('train', '-d', 'iris', '--out', path('iris.safetensors'));
  await writeFile(path('4.png'), picture(0));
}, 60_000);

describe('bilayer predict, a picture', () => {
  it('reads real digits that were made large', async () => {
    // Every fourth row of the test split.
    const rows = Array.from({ length: 90 }, (_, i) => 4 * i).filter((row) => row < test.length);
    let right = 0;
    for (const row of rows) {
      await writeFile(path('one.png'), picture(row));
      const { prediction } = await json('predict', path('digits.safetensors'), path('one.png'));
      if (prediction === String(test.labels[row])) right++;
    }
    // The model knows 97 % of the rows themselves; what is lost beyond that is lost in the picture and back.
    expect(right / rows.length).toBeGreaterThanOrEqual(0.9);
  });

  it('shows what it saw and the likeliest three', async () => {
    const { code, out } = await bilayer('predict', path('digits.safetensors'), path('4.png'));
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/4\.png, as the network sees it:$/);
    expect(lines.slice(1, 9).join('')).toMatch(/[@%#]/);
    expect(lines.slice(10)).toHaveLength(3);
    expect(lines[10]).toMatch(/^4 {2}█{20,30}·* \d\d\.\d %$/);
    expect(lines.every((line) => line.length <= 80 || line.includes('as the network'))).toBe(true);
    const coloured = await runWith({ color: true }, 'predict', path('digits.safetensors'), path('4.png'));
    expect(coloured.out).toContain('\u001b[38;5;');
  });

  it('prints all of it as JSON', async () => {
    const result = await json('predict', path('digits.safetensors'), path('4.png'));
    expect(result['prediction']).toBe('4');
    const choices = result['choices'] as readonly { readonly probability: number }[];
    expect(choices).toHaveLength(10);
    // Each is rounded to float32, 6e-8 of its size at most.
    expect(choices.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(result['pixels']).toHaveLength(64);
  });

  it('says what is wrong with a picture', async () => {
    const white = new Uint8Array(900).fill(255);
    const blank = encode({ width: 30, height: 30, data: white, channels: 1 });
    const large = Uint8Array.from(blank);
    // The width in the header, 30 to 2^24 + 30; its checksum is wrong then too, but that is seen later.
    large[16] = 1;
    const cases: readonly (readonly [string, Uint8Array | string, string])[] = [
      ['blank.png', blank, 'nothing is drawn'],
      ['cut.png', picture(0).subarray(0, 300), 'the PNG is damaged'],
      ['large.png', large, 'million this command reads; make it smaller'],
      ['empty.png', '', 'the file is empty'],
      ['text.png', 'hello', 'a PNG image was expected, but it is not one'],
      ['photo.png', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'it looks like a JPEG'],
      ['photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'it looks like a JPEG'],
      ['drawn.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'an SVG picture; save it as PNG'],
      ['drawn', '<?xml version="1.0"?>\n<svg width="8">\n</svg>', 'an SVG picture; save it as PNG'],
      ['broken.svg', 'hello', 'a PNG image was expected, but it is not one'],
      ['noise', Uint8Array.of(0x80, 0x81), 'a PNG image was expected, but it is not one'],
    ];
    for (const [name, content, message] of cases) {
      await writeFile(path(name), content);
      const { code, out, err } = await bilayer('predict', path('digits.safetensors'), path(name));
      expect(err).toContain(`bilayer: ${path(name)}: `);
      expect(err).toContain(message);
      expect([code, out, err.split('\n').length]).toEqual([2, '', 1]);
    }
  });

  it('refuses a picture for a model of something else', async () => {
    const { code, err } = await bilayer('predict', path('iris.safetensors'), path('4.png'));
    expect(code).toBe(2);
    expect(err).toContain('this model takes rows of 4 numbers, not a picture of 8 × 8 or 28 × 28');
  });
});

describe('bilayer predict, rows', () => {
  it('gives each row its class, with a heading or without', async () => {
    // The first rows of each kind in the data set.
    const rows = '5.1,3.5,1.4,0.2\n7.0,3.2,4.7,1.4\n6.3,3.3,6.0,2.5\n';
    await writeFile(path('rows.csv'), rows);
    await writeFile(path('headed.csv'), `a,b,c,d\n${rows}`);
    const { out, code } = await bilayer('predict', path('iris.safetensors'), path('rows.csv'));
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe('row  class       probability');
    expect(out).toMatch(
      /\n {2}1 {2}setosa +\d+\.\d %\n {2}2 {2}versicolor +\d+\.\d %\n {2}3 {2}virginica +\d+\.\d %$/,
    );
    expect((await bilayer('predict', path('iris.safetensors'), path('headed.csv'))).out).toBe(out);
    await writeFile(path('rows.csv.gz'), gzipSync(rows));
    expect((await bilayer('predict', path('iris.safetensors'), path('rows.csv.gz'))).out).toBe(out);
    const { rows: found } = await json('predict', path('iris.safetensors'), path('rows.csv'));
    expect(found).toMatchObject([
      { prediction: 'setosa' },
      { prediction: 'versicolor' },
      { prediction: 'virginica' },
    ]);
  });

  it('divides pixels as the training data was', async () => {
    await writeFile(path('row.csv'), Array.from(test.features.subarray(0, 64)).join(','));
    const { rows } = await json('predict', path('digits.safetensors'), path('row.csv'));
    expect(rows).toMatchObject([{ prediction: String(test.labels[0]) }]);
  });

  it('shows scores where the outputs are no probabilities', async () => {
    const scored = path('hinge.safetensors');
    const args = ['train', '-d', 'iris', '-i', '20', '-r', '0.01', '--force', '--out', scored];
    await writeFile(path('one.csv'), '5.1,3.5,1.4,0.2\n');
    await bilayer(...args, '--loss', 'hinge');
    expect((await bilayer('predict', scored, path('one.csv'))).out).toMatch(
      /score\n {2}1 {2}\w+ +−?\d+\.\d{4}$/,
    );
    await bilayer(...args, '--loss', 'softmaxCrossEntropy');
    expect((await bilayer('predict', scored, path('one.csv'))).out).toMatch(
      /probability\n {2}1 {2}\w+ +\d+\.\d %$/,
    );
  });

  it('says which cell is no number, and how many columns there must be', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['5,3,1,0\n6,NaN,5,2\n', 'line 2, column 2: "NaN" is not a finite number'],
      ['5,3,1,0\n6,3,,2\n', 'line 2, column 3'],
      ['5,3,1,0\n6,3,x,2\n', 'line 2, column 3: "x"'],
      ['5,3,1,0\n6,3,1\n', 'line 2'],
      ['5,3,1\n', '3 columns, and the model takes 4'],
      ['5;3;1;0\n6;3;1;0\n', '1 column, and the model takes 4: columns must be separated by commas'],
      ['5,3,1,0,2\n', '5 columns, and the model takes 4: leave the label out'],
      ['', 'the file is empty'],
    ];
    for (const [text, message] of cases) {
      await writeFile(path('bad.csv'), text);
      const { code, out, err } = await bilayer('predict', path('iris.safetensors'), path('bad.csv'));
      expect(err).toContain(`bilayer: ${path('bad.csv')}: `);
      expect(err).toContain(message);
      expect([code, out]).toEqual([2, '']);
    }
  });

  it('says which file is not there', async () => {
    const { code, err } = await bilayer('predict', path('iris.safetensors'), path('nowhere.csv'));
    expect([code, err]).toEqual([2, `bilayer: ${path('nowhere.csv')}: there is no such file`]);
    expect((await bilayer('predict', path('iris.safetensors'), folder())).err).toContain(
      'is a folder, not a file',
    );
  });
});

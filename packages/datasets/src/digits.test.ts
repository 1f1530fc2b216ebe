import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkDataset } from './check-dataset.ts';
import { digits } from './digits.ts';

describe('digits', () => {
  it('is 1,438 + 359 rows of 64 pixels with divisor 16', async () => {
    const data = checkDataset(await digits());
    expect(data.name).toBe('digits');
    expect(data.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect([data.train.length, data.test.length]).toEqual([1438, 359]);
    expect(data.train.shape).toEqual([8, 8]);
    expect(data.train.divisor).toBe(16);
    expect(data.train.features).toBeInstanceOf(Uint8Array);
    expect(Math.max(...new Set(data.train.features))).toBe(16);
    expect(data.attribution).toContain('E. Alpaydin and C. Kaynak');
    expect(data.attribution).toContain('CC BY 4.0');
  });

  it('holds the rows of the source, byte for byte', async () => {
    const { train, test } = await digits();
    const lines: string[] = [];
    for (let row = 0; row < 1797; row += 1) {
      const isTest = row % 5 === 4;
      const split = isTest ? test : train;
      const i = isTest ? Math.floor(row / 5) : row - Math.floor((row + 1) / 5);
      lines.push(`${split.features.slice(i * 64, (i + 1) * 64).join(',')},${String(split.labels[i])}\n`);
    }
    // The SHA-256 of the unpacked digits.csv.gz that scripts/embed-data.ts was given.
    expect(createHash('sha256').update(lines.join('')).digest('hex')).toBe(
      '6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8',
    );
  });
});

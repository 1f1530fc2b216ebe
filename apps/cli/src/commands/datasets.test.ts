import { expect, it } from 'vitest';
import { bilayer, json, runWith } from '../cli.testing.ts';
import { textWidth } from '../show/text-width.ts';

it('bilayer datasets lists them', async () => {
  const { code, out } = await bilayer('datasets');
  expect(code).toBe(0);
  expect(out).toMatch(/^digits +1,797 real handwritten digits, 8 × 8 \(built in\)\n/);
  const listed = (await bilayer('datasets', '--json')).out;
  expect((JSON.parse(listed) as { readonly name: string }[]).map(({ name }) => name)).toEqual(
    'digits mnist iris xor circles moons spiral gaussians'.split(' '),
  );
});

it('bilayer datasets <name> shows one, within 80 columns', async () => {
  for (const color of [false, true]) {
    const { out } = await runWith({ color }, 'datasets', 'digits');
    expect(out).toMatch(
      /^digits: 1,438 rows to train on, 359 to test on\neach row 8 × 8 numbers, divided by 16\n/,
    );
    expect(out).toContain('CC BY 4.0');
    for (const line of out.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
  }
  // The counts of the UCI data set's test file, split by index.
  const { classes } = await json('datasets', 'digits');
  expect((classes as { readonly train: number; readonly test: number }[])[0]).toEqual({
    class: '0',
    train: 151,
    test: 27,
  });
});

it('bilayer datasets takes a seed for points, and says what a seed is', async () => {
  expect(await json('datasets', 'spiral', '-s', '4')).toMatchObject({ name: 'spiral', shape: [2] });
  for (const seed of ['-1', '1.5', 'x', '4294967296']) {
    const { code, err } = await bilayer('datasets', 'xor', '--seed', seed);
    expect([code, err]).toEqual([
      2,
      `bilayer: --seed ${seed}: expected a whole number from 0 to 4294967295. See bilayer datasets --help`,
    ]);
  }
});

it('bilayer datasets suggests the nearest name', async () => {
  const { code, err } = await bilayer('datasets', 'digist');
  expect([code, err]).toEqual([
    2,
    "bilayer: unknown data set, file or folder 'digist'. Did you mean digits? There are digits, mnist, iris, xor, " +
      'circles, moons, spiral, gaussians.',
  ]);
});

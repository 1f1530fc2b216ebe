import { describe, expect, it } from 'vitest';
import { axis } from './axis.ts';

function labels(...args: Parameters<typeof axis>): string {
  return axis(...args)
    .ticks.map(({ label }) => label)
    .join(' ');
}

describe('axis', () => {
  it('puts ticks on 1, 2 or 5 times a power of ten, with as many decimals as they need', () => {
    expect(labels(0, 2.31)).toBe('0 0.5 1.0 1.5 2.0');
    expect(labels(0, 100)).toBe('0 20 40 60 80 100');
    expect(labels(0, 0.0123)).toBe('0 0.005 0.010');
    expect(labels(88.5, 99.2)).toBe('90 92 94 96 98');
    expect(labels(0, 10_000)).toBe('0 2,000 4,000 6,000 8,000 10,000');
    expect(labels(-0.5, 1)).toBe('−0.5 0 0.5 1.0');
    expect(labels(0, 600_000)).toBe('0 100,000 200,000 300,000 400,000 500,000 600,000');
  });

  it('goes over to scientific notation where plain numbers get long', () => {
    expect(labels(0, 6e6)).toBe('0 1e6 2e6 3e6 4e6 5e6 6e6');
    expect(labels(1e6, 1.4e6)).toBe('1.0e6 1.1e6 1.2e6 1.3e6 1.4e6');
    expect(labels(0, 3e-7)).toBe('0 5e−8 1.0e−7 1.5e−7 2.0e−7 2.5e−7 3.0e−7');
    expect(labels(0, 1e300, { roundUp: true })).toBe('0 2e299 4e299 6e299 8e299 1.0e300');
  });

  it('rounds the end up to a tick when asked, and leaves it otherwise', () => {
    expect(axis(0, 2.31, { roundUp: true }).to).toBe(2.5);
    expect(axis(0, 2.31).to).toBe(2.31);
    expect(axis(0, 0.3, { roundUp: true }).to).toBe(0.3);
  });

  it('counts iterations in whole numbers', () => {
    expect(labels(0, 1, { whole: true })).toBe('0 1');
    expect(labels(0, 3, { whole: true })).toBe('0 1 2 3');
    expect(labels(0, 7, { whole: true })).toBe('0 2 4 6');
  });

  it('has 3 to 7 ticks on any range', () => {
    for (let to = 1e-6; to < 1e6; to *= 1.37) {
      const { length } = axis(0, to).ticks;
      expect(length, String(to)).toBeGreaterThanOrEqual(3);
      expect(length, String(to)).toBeLessThanOrEqual(7);
    }
  });
});

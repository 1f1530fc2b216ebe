import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { drawDigit, sideBySide } from './digit.ts';
import { textWidth } from './text-width.ts';

const widths = (lines: readonly string[]): number[] => [...new Set(lines.map(textWidth))];

describe('drawDigit', () => {
  it('draws without colour by a ramp of characters, two columns to a pixel', () => {
    const lines = drawDigit([0, 1, 0.5, 0.1], 2, 2, { color: false });
    expect(lines).toEqual(['  @@', '++..']);
  });

  it('draws in colour two pixels to a character, upper and lower half', () => {
    const [line, ...more] = drawDigit([0, 1, 1, 0.5], 2, 2, { color: true, columnsPerPixel: 1 });
    expect(more).toEqual([]);
    // 16 is black, 231 white; 0.5 is 127.5 of 255, nearest to 128 = 8 + 10 × 12, which is number 244.
    expect(line).toBe('\u001b[38;5;16;48;5;231m▀\u001b[38;5;231;48;5;244m▀\u001b[0m');
  });

  it('leaves the lower half of a last odd row to the terminal', () => {
    const lines = drawDigit([1, 0, 1], 3, 1, { color: true, columnsPerPixel: 1 });
    expect(lines).toEqual(['\u001b[38;5;231;48;5;16m▀\u001b[0m', '\u001b[38;5;231;49m▀\u001b[0m']);
    expect(drawDigit([1, 0, 1], 3, 1, { color: false, columnsPerPixel: 1 })).toEqual(['+', '@']);
  });

  it.each([
    [8, true, 16, 8],
    [8, false, 16, 8],
    [28, true, 28, 14],
    [28, false, 56, 28],
  ])('%i × %i pixels, colour %s: %i columns by %i lines', (side, color, columns, height) => {
    const lines = drawDigit(new Float64Array(side * side), side, side, { color });
    expect(widths(lines)).toEqual([columns]);
    expect(lines).toHaveLength(height);
  });

  it('keeps the proportions at any width, and repeats no colour code that is set already', () => {
    const lines = drawDigit(new Float64Array(64), 8, 8, { color: true, columnsPerPixel: 3 });
    expect(widths(lines)).toEqual([24]);
    expect(lines).toHaveLength(12);
    expect(lines[0]?.split('\u001b')).toHaveLength(3);
    expect(stripVTControlCharacters(lines[0] ?? '')).toBe('▀'.repeat(24));
  });

  it('draws values beyond 0 and 1 as the ends', () => {
    expect(drawDigit([-3, 7], 1, 2, { color: false })).toEqual(['  @@']);
  });

  it('refuses another number of pixels', () => {
    expect(() => drawDigit([0, 1, 2], 2, 2, { color: false })).toThrow(/2 × 2 pixels were expected, 3 came/);
  });
});

describe('sideBySide', () => {
  it('sets blocks beside each other under their titles, whatever colours are in them', () => {
    const red = '\u001b[31mab\u001b[0m';
    const blocks = [
      { title: '7', lines: [red, 'cd'] },
      { title: 'three', lines: ['x'] },
      { title: 'z', lines: ['1', '2', '3'] },
    ];
    expect(sideBySide(blocks)).toEqual([
      '7    three   z',
      `${red}   x       1`,
      'cd           2',
      '             3',
    ]);
  });

  it('starts a new band where the width ends, and never passes it', () => {
    const block = { title: 't', lines: Array.from({ length: 8 }, () => 'x'.repeat(16)) };
    const lines = sideBySide(Array.from({ length: 6 }, () => block));
    // 4 × 16 and 3 gaps of 3 are 73 columns; a fifth would make 92.
    expect(Math.max(...lines.map(textWidth))).toBe(73);
    expect(lines).toHaveLength(9 + 1 + 9);
    expect(lines[9]).toBe('');
    expect(sideBySide([block, block], 35)).toHaveLength(9);
    expect(sideBySide([block, block], 34)).toHaveLength(19);
  });

  it('shows a block wider than the width on its own, and nothing for no blocks', () => {
    const wide = { title: 'w', lines: ['x'.repeat(100)] };
    expect(sideBySide([wide, wide])).toEqual(['w', 'x'.repeat(100), '', 'w', 'x'.repeat(100)]);
    expect(sideBySide([])).toEqual([]);
  });
});

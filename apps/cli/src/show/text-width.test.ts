import { describe, expect, it } from 'vitest';
import { clip, pad, textWidth } from './text-width.ts';

describe('textWidth', () => {
  it('counts terminal columns: no escape sequences, no combining marks, CJK twice', () => {
    expect(textWidth('digit → 7')).toBe(9);
    expect(textWidth('\u001b[38;5;231;48;5;16m▀▀\u001b[0m')).toBe(2);
    expect(textWidth('数字かな한글')).toBe(12);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('')).toBe(0);
  });
});

describe('pad', () => {
  it('fills up to a width, on either side, and leaves longer text alone', () => {
    expect(pad('数', 4)).toBe('数  ');
    expect(pad('7', 3, 'right')).toBe('  7');
    expect(pad('long', 2)).toBe('long');
  });
});

describe('clip', () => {
  it('cuts text to a width, the ellipsis included', () => {
    expect(clip('versicolor', 10)).toBe('versicolor');
    expect(clip('versicolor', 6)).toBe('versi…');
    expect(textWidth(clip('数字数字', 6))).toBeLessThanOrEqual(6);
  });
});

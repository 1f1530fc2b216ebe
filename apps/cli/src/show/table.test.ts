import { describe, expect, it } from 'vitest';
import { table } from './table.ts';

describe('table', () => {
  it('aligns columns two spaces apart, without spaces at the end of a line', () => {
    const rows = [
      ['parameter', 'error', 'verdict'],
      ['W1', '1.2e-9', 'ok'],
      ['b1', '3e-10'],
    ];
    expect(table(rows, { align: ['left', 'right'] })).toEqual([
      'parameter   error  verdict',
      'W1         1.2e-9  ok',
      'b1          3e-10',
    ]);
  });

  it('measures cells as the terminal shows them', () => {
    const rows = [
      ['\u001b[32mok\u001b[0m', 'x'],
      ['数字', 'y'],
    ];
    expect(table(rows)).toEqual(['\u001b[32mok\u001b[0m    x', '数字  y']);
  });

  it('makes no lines of no rows', () => {
    expect(table([])).toEqual([]);
  });
});

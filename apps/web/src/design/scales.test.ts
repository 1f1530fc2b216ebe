import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inkOf } from './scales.ts';

it('has the colours of tokens.css', () => {
  const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
  const names = {
    surface: 'surface',
    line: 'line',
    ink: 'ink',
    soft: 'ink-soft',
    accent: 'accent',
    accent2: 'accent-2',
  };
  for (const [name, token] of Object.entries(names)) {
    const [, light, dark] = new RegExp(`--${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens) ?? [];
    expect([light, dark]).toEqual([false, true].map((isDark) => inkOf(isDark)[name as keyof typeof names]));
  }
});

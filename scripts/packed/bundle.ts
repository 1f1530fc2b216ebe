import { gzipSync } from 'node:zlib';
import { bundlers, loaded, type Chunk } from './bundlers.ts';
import type { Bundle } from './bundles.ts';

const textOf = (chunks: readonly Chunk[]): string => chunks.map(({ code }) => code).join('\n');

/** Throws when one of the texts in `absent` is in a bundle whose names are not shortened. */
function checkAbsent(bundler: string, bundle: readonly Chunk[], absent: readonly string[]): void {
  const code = textOf(bundle).replaceAll(/^\s*\/\/.*$/gm, ''); // the bundlers' comments name files
  const kept = code.split('\n').filter((line) => absent.some((text) => line.includes(text)));
  if (kept.length > 0) throw new Error(`${bundler}: unused and still in the bundle:\n${kept.join('\n')}`);
}

/**
 * Bundles what is installed in the project `consumer`, with every bundler. Returns the sizes in bytes, minified and
 * gzipped, of what a page loads, beside their ceiling; throws when one is above it or has what must be absent.
 */
export async function checkBundle(
  consumer: string,
  { code, ceiling, absent = [], later = [] }: Bundle,
): Promise<string> {
  const sizes: number[] = [];
  for (const [name, bundle] of Object.entries(bundlers)) {
    checkAbsent(name, await bundle(consumer, code, { minify: false }), absent);
    const page = loaded(await bundle(consumer, code, { minify: true }), later);
    sizes.push(page.reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).length, 0));
  }
  const words = `${sizes.join(' and ')} of ${ceiling} bytes`;
  if (sizes.some((size) => size > ceiling)) throw new Error(words);
  return words;
}

/** Throws unless every text that must be absent somewhere is there where all is used: it would be seen. */
export async function checkTexts(
  consumer: string,
  entries: readonly string[],
  bundles: readonly Bundle[],
): Promise<void> {
  const code = entries.map((entry, i) => `export * as entry${i} from '${entry}';`).join('\n');
  const texts = new Set(bundles.flatMap(({ absent = [] }) => absent));
  for (const [name, bundle] of Object.entries(bundlers)) {
    const everything = textOf(await bundle(consumer, code, { minify: false }));
    const never = [...texts].filter((text) => !everything.includes(text));
    if (never.length > 0) throw new Error(`${name}: in no bundle: ${never.join(', ')}`);
  }
}

/**
 * A plugin of the user's own that is not used leaves nothing behind: `@__NO_SIDE_EFFECTS__` is still in dist. With Vite
 * alone: esbuild heeds it only in the file that has it.
 */
export async function checkUnusedPlugins(consumer: string): Promise<void> {
  const code = `
    import { defineActivation } from '@bilayer/activations';
    import { formula } from '@bilayer/activations/formula';
    import { defineLoss } from '@bilayer/losses';
    import { defineOptimizer, defineSchedule } from '@bilayer/optimizers';
    const activation = defineActivation({ name: 'leftover', forward: (x) => x });
    const loss = defineLoss({ name: 'leftover', perRow: (y) => y });
    const optimizer = defineOptimizer({ name: 'leftover', config: {}, slots: [], step() {} });
    const schedule = defineSchedule({ name: 'leftover', config: {}, rate: () => 1 });
    export const used = 1;`;
  checkAbsent('Vite', await bundlers.Vite(consumer, code, { minify: false }), ['leftover', 'function']);
}

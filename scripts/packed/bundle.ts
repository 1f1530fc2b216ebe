import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { rolldown } from 'rolldown';
import type { Bundle } from './bundles.ts';

async function withEsbuild(file: string, minify: boolean): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

/** Rolldown is what Vite bundles with. */
async function withRolldown(file: string): Promise<string> {
  const bundle = await rolldown({ input: file, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', comments: false });
  await bundle.close();
  return output[0].code;
}

/** Throws when one of the texts in `absent` is in a bundle whose names are not shortened. */
function checkAbsent(bundle: string, absent: readonly string[]): void {
  const code = bundle.replaceAll(/^\/\/.*$/gm, ''); // the bundlers' comments name files
  const kept = code.split('\n').filter((line) => absent.some((text) => line.includes(text)));
  if (kept.length > 0) throw new Error(`unused and still in the bundle:\n${kept.join('\n')}`);
}

/** Bundles what is installed in the project `consumer`. Returns the size beside its ceiling. */
export async function checkBundle(consumer: string, { code, ceiling, absent = [] }: Bundle): Promise<string> {
  const file = join(consumer, 'page.js');
  writeFileSync(file, code);
  checkAbsent(await withEsbuild(file, false), absent);
  checkAbsent(await withRolldown(file), absent);
  const size = gzipSync(await withEsbuild(file, true), { level: 9 }).length;
  const words = `${size} of ${ceiling} bytes`;
  if (size > ceiling) throw new Error(words);
  return words;
}

/** Throws unless every text that must be absent somewhere is there where all is used: it would be seen. */
export async function checkTexts(
  consumer: string,
  entries: readonly string[],
  bundles: readonly Bundle[],
): Promise<void> {
  const file = join(consumer, 'page.js');
  writeFileSync(file, entries.map((entry, i) => `export * as entry${i} from '${entry}';`).join('\n'));
  const everything = await withEsbuild(file, false);
  const texts = bundles.flatMap(({ absent = [] }) => absent);
  const never = texts.filter((text) => !everything.includes(text));
  if (never.length > 0) throw new Error(`in no bundle: ${never.join(', ')}`);
}

/**
 * A plugin of the user's own that is not used leaves nothing behind: `@__NO_SIDE_EFFECTS__` is still in dist. esbuild heeds
 * it only in the file that has it.
 */
export async function checkUnusedPlugins(consumer: string): Promise<void> {
  const file = join(consumer, 'page.js');
  const code = `
    import { defineActivation } from '@bilayer/activations';
    import { defineLoss } from '@bilayer/losses';
    import { defineOptimizer, defineSchedule } from '@bilayer/optimizers';
    const activation = defineActivation({ name: 'leftover', forward: (x) => x });
    const loss = defineLoss({ name: 'leftover', perRow: (y) => y });
    const optimizer = defineOptimizer({ name: 'leftover', config: {}, slots: [], step() {} });
    const schedule = defineSchedule({ name: 'leftover', config: {}, rate: () => 1 });
    export const used = 1;`;
  writeFileSync(file, code);
  checkAbsent(await withRolldown(file), ['leftover', 'function']);
}

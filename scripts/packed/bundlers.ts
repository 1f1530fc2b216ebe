import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { build } from 'vite';

/** Bundles the module `code` as if it stood in the project `consumer`, keeping what it exports. */
export type Bundler = (consumer: string, code: string, options: { minify: boolean }) => Promise<string>;

async function withEsbuild(
  consumer: string,
  code: string,
  { minify }: { readonly minify: boolean },
): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: code, resolveDir: consumer },
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

let files = 0;

async function withVite(
  consumer: string,
  code: string,
  { minify }: { readonly minify: boolean },
): Promise<string> {
  const input = join(consumer, `page-${files++}.js`);
  writeFileSync(input, code);
  const before = process.env['NODE_ENV'];
  const built = await build({
    root: consumer,
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify,
      target: 'es2022',
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: { input, preserveEntrySignatures: 'strict', output: { comments: false } },
    },
  });
  // Vite leaves NODE_ENV at production, and npm would then install no devDependencies.
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
  if (!('output' in built)) throw new Error('vite gave several builds, or a watcher');
  const { output } = built;
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
  return chunks.join('\n');
}

/** The bundlers that the packages are measured with. */
export const bundlers: { readonly esbuild: Bundler; readonly Vite: Bundler } = {
  esbuild: withEsbuild,
  Vite: withVite,
};

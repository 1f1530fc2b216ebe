import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { build } from 'vite';

/** A file of a bundle; `imports` are the names of those that load with it. The first is the page's own. */
export interface Chunk {
  readonly name: string;
  readonly code: string;
  readonly imports: readonly string[];
}

/** Bundles the module `code` as if it stood in the project `consumer`, keeping what it exports. */
export type Bundler = (
  consumer: string,
  code: string,
  options: { minify: boolean },
) => Promise<readonly Chunk[]>;

/** The chunks that a page loads: its own, later those whose names have one of `later` in them, and what they import. */
export function loaded(chunks: readonly Chunk[], later: readonly string[] = []): readonly Chunk[] {
  const found = new Set(chunks.filter(({ name }, i) => i === 0 || later.some((part) => name.includes(part))));
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.name)) found.add(chunk);
  }
  return [...found];
}

async function withEsbuild(
  consumer: string,
  code: string,
  { minify }: { readonly minify: boolean },
): Promise<readonly Chunk[]> {
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: consumer },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify,
    splitting: true,
    outdir: consumer,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  return outputFiles.map(({ path, text }) => {
    const name = basename(path);
    const imports = (outputs.get(name)?.imports ?? []).filter(({ kind }) => kind === 'import-statement');
    return { name, code: text, imports: imports.map((imported) => basename(imported.path)) };
  });
}

let files = 0;

async function withVite(
  consumer: string,
  code: string,
  { minify }: { readonly minify: boolean },
): Promise<readonly Chunk[]> {
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
  const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
  return chunks
    .toSorted((a, b) => Number(b.isEntry) - Number(a.isEntry))
    .map(({ fileName, code, imports }) => ({
      name: basename(fileName),
      code,
      imports: imports.map((path) => basename(path)),
    }));
}

/** The bundlers that the packages are measured with. */
export const bundlers: { readonly esbuild: Bundler; readonly Vite: Bundler } = {
  esbuild: withEsbuild,
  Vite: withVite,
};

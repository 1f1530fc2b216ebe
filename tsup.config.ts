import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig, type Options } from 'tsup';

interface Manifest {
  readonly exports?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, { readonly default: string }>> };
}

/**
 * The one build of every package, run in its folder. The manifest says it all: `exports` name the sources,
 * `publishConfig.exports` the files in dist that they become. Neighbours stay external.
 */
function build(): Options {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const published = manifest.publishConfig?.exports ?? {};
  const entry = Object.fromEntries(
    Object.entries(manifest.exports ?? { '.': './src/main.ts' }).map(([path, source]) => [
      basename(published[path]?.default ?? 'main.js', '.js'),
      source,
    ]),
  );
  return {
    entry,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    removeNodeProtocol: false,
    dts: manifest.exports !== undefined,
    clean: true,
  };
}

const config: ReturnType<typeof defineConfig> = defineConfig(build());
export default config;

/**
 * Compiles the kernels of @bilayer/wasm, packages/wasm/assembly, and writes them into modules of the package: one for each
 * dtype, and one for numerical gradients.
 *
 *   pnpm kernels            # after a change of the sources
 *   pnpm kernels --check    # fails when a module has other kernels than the sources give
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { root } from './workspace.ts';

/** What is compiled by itself, in packages/wasm: from where, with what for `Real`, into which module. */
const sources = {
  float32: { entry: 'assembly/index.ts', real: 'f32', file: 'src/kernels32.data.ts' },
  float64: { entry: 'assembly/index.ts', real: 'f64', file: 'src/kernels64.data.ts' },
  numerical: { entry: 'assembly/numerical/index.ts', real: 'f64', file: 'src/numerical/kernels.data.ts' },
} as const;

const options = [
  '--baseDir',
  'packages/wasm',
  '--outFile',
  'kernels.wasm',
  // No garbage collector and no allocation: what the kernels work on lies where the caller has put it.
  ...['--runtime', 'stub', '--importMemory', '--noAssert'],
  // As src/arena.ts has it; shared memory must have a maximum.
  ...['--maximumMemory', '32768'],
  ...['--enable', 'simd', '--enable', 'threads', '-O3', '--converge'],
  // v128 goes between functions inside only.
  ...['--disableWarning', '112', '--disableWarning', '201'],
];

interface Compiler {
  main(
    options: readonly string[],
    io: {
      readonly stderr: { write(text: unknown): void };
      readFile(name: string, folder: string): string | null;
      writeFile(name: string, contents: unknown): void;
      listFiles(): string[];
    },
  ): Promise<{ readonly error: Error | null }>;
}

/** Imported without its types, which declare a library of their own for the whole program: an Array whose at() always gives. */
async function assemblyScript(): Promise<Compiler> {
  const name = ['assemblyscript', 'asc'].join('/'); // so that TypeScript does not look it up
  return ((await import(name)) as { readonly default: Compiler }).default;
}

/** Kernels as a WebAssembly module. Throws what the compiler says. */
async function compileKernels(name: keyof typeof sources): Promise<Uint8Array> {
  const { entry, real } = sources[name];
  const asc = await assemblyScript();
  let binary: Uint8Array | undefined;
  const complaints: string[] = [];
  const { error } = await asc.main([entry, ...options], {
    stderr: { write: (text) => void complaints.push(String(text)) },
    readFile: (path, folder) => {
      if (path === 'assembly/real.ts') return `export type Real = ${real};`;
      try {
        return readFileSync(join(root, folder, path), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error !== null || binary === undefined) {
    throw new Error(`embed-wasm: the kernels do not compile\n${complaints.join('')}`, { cause: error });
  }
  return binary;
}

function moduleOf(entry: string, binary: Uint8Array): string {
  const base64 = gzipSync(binary, { level: 9, strategy: constants.Z_DEFAULT_STRATEGY }).toString('base64');
  return `/** Made by scripts/embed-wasm.ts from ${entry}; do not edit. */

/** Kernels: a WebAssembly module, gzip, base64. */
export const KERNELS_GZIP_BASE64: string =
  '${base64}';
`;
}

/** The kernels that a module has. They are compared unpacked: versions of zlib pack differently. */
function embedded(path: string): Uint8Array {
  const [, base64 = ''] = /'([^']+)'/.exec(readFileSync(path, 'utf8')) ?? [];
  return gunzipSync(Buffer.from(base64, 'base64'));
}

const check = process.argv.includes('--check');
for (const [name, { entry, file }] of Object.entries(sources)) {
  const binary = await compileKernels(name as keyof typeof sources);
  const path = join(root, 'packages/wasm', file);
  if (!check) {
    writeFileSync(path, moduleOf(entry, binary));
    console.log(`packages/wasm/${file}: ${binary.length} bytes`);
  } else if (!Buffer.from(binary).equals(embedded(path))) {
    console.error(`packages/wasm/${file}: other kernels than ${entry} gives; run \`pnpm kernels\``);
    process.exitCode = 1;
  }
}

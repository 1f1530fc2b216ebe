import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** One of those that are compared. */
export interface Side {
  readonly id: string;
  readonly name: string;
  readonly ours: boolean;
  readonly command: string;
  /** Before the folder of the inputs. */
  readonly args: readonly string[];
  readonly variant: string;
  /** Why it is here in this form. */
  readonly why: string;
  /** How many elements of a numerical gradient are measured, the rest being extrapolated; undefined for all. */
  readonly elements?: number;
  /** How many updates of the main job are measured where 10,000 would take too long. */
  readonly mainSteps?: number;
  /** It does not take part in these. */
  readonly without?: readonly string[];
  /** It trains in another way, so its losses cannot be compared. */
  readonly otherwise?: string;
}

const scripts = join(import.meta.dirname, 'sides');

function inNode(side: Omit<Side, 'command' | 'args' | 'variant' | 'ours'>): Side {
  return {
    ...side,
    ours: false,
    variant: '-',
    command: process.execPath,
    args: [join(scripts, 'serve.js'), `./${side.id}.js`],
  };
}

function ours(side: Pick<Side, 'name' | 'variant' | 'why' | 'without'>): Side {
  return {
    ...side,
    id: side.variant,
    ours: true,
    command: process.execPath,
    args: [join(scripts, 'serve.js'), '../ours/bilayer.js'],
  };
}

function inPython(
  python: string,
  module: string,
  side: Pick<Side, 'id' | 'name' | 'variant' | 'why' | 'elements' | 'without'>,
): Side {
  return { ...side, ours: false, command: python, args: [join(scripts, 'serve.py'), module] };
}

export const BOOK = 'numpy-book';

const torchVariants = [
  {
    how: 'eager',
    threads: 1,
    why: 'the step by hand on tensors, in place: autograd would cost more than the work',
    without: [],
  },
  { how: 'eager', threads: 2, why: 'the same with two threads', without: ['main', 'cold'] },
  { how: 'jit', threads: 2, why: 'the same, scripted', without: [] },
];

/** All that take part where they are installed. */
export function listSides(): readonly Side[] {
  const [numpy, torch] = [pythonWith('numpy'), pythonWith('torch')];
  return [
    ours({
      name: 'bilayer, 2 threads',
      variant: 'wasm-2',
      why: 'the WebAssembly engine, `session.update`; `train()` for the main job; `predictor`',
      without: ['gradient'],
    }),
    ours({
      name: 'bilayer, 1 thread',
      variant: 'wasm-1',
      why: 'the same with one thread, and `incrementalGradient` of `@bilayer/wasm`',
    }),
    ours({
      name: 'bilayer, `train()`',
      variant: 'train-2',
      why: 'the same engine with two threads, driven by `train()`; without its evaluations',
      without: ['cold', 'main', 'gradient', 'predict'],
    }),
    ours({
      name: 'bilayer, TypeScript',
      variant: 'typescript',
      why: 'no WebAssembly: the eager engine, `numericalGradient` and `predict` of the models',
      without: ['main'],
    }),
    inPython(numpy, 'numpy_book', {
      id: BOOK,
      name: "the book's NumPy",
      variant: '-',
      why: 'float64, as in the book: the yardstick',
      elements: 400,
    }),
    inPython(numpy, 'numpy_float32', {
      id: 'numpy-float32',
      name: 'NumPy, tuned',
      variant: '-',
      why: 'float32, results written in place, factors folded into the small matrix',
      elements: 1000,
    }),
    ...torchVariants.map(({ how, threads, why, without }) =>
      inPython(torch, 'pytorch', {
        id: `pytorch-${how}-${threads}`,
        name: `PyTorch, ${how}, ${threads} thread${threads === 1 ? '' : 's'}`,
        variant: `${how}-${threads}`,
        why,
        elements: 500,
        without,
      }),
    ),
    inNode({
      id: 'onnxruntime-node',
      name: 'onnxruntime-node',
      why: 'the step as one graph, each new parameter one Gemm, results into tensors that exist; native code',
      elements: 500,
    }),
    inNode({
      id: 'onnxruntime-web',
      name: 'onnxruntime-web',
      why: 'the same graph in WebAssembly',
      elements: 200,
      mainSteps: 600,
    }),
    inNode({
      id: 'tensorflow-wasm',
      name: 'TensorFlow.js, wasm',
      why: 'the step by hand from fused operations: no layers or optimizer between',
      elements: 50,
      mainSteps: 200,
    }),
    inNode({
      id: 'jax-wasm',
      name: 'jax-js, wasm',
      why: 'loss, gradient and update in one jit',
      elements: 20,
      mainSteps: 100,
    }),
    inNode({
      id: 'plain',
      name: 'plain JavaScript',
      why: 'loops over typed arrays, innermost along rows, rows that meet a 0 skipped',
      elements: 20,
      mainSteps: 200,
    }),
    inNode({
      id: 'brain',
      name: 'brain.js',
      why: 'as it is meant to be used, one row after the other',
      without: ['gradient', 'main'],
      otherwise: 'no batches, no softmax: it descends the squared error after each row',
    }),
  ];
}

/** The environment without settings that would keep a library from choosing by itself. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(OPENBLAS|OMP|MKL)_/.test(name)),
  );
}

const pythons = new Map<string, string>();

/** The first Python that can import it: the one in the path, or the system's; else the one in the path. */
function pythonWith(module: string): string {
  const known = pythons.get(module);
  if (known !== undefined) return known;
  const able = (python: string): boolean => spawnSync(python, ['-c', `import ${module}`]).status === 0;
  const found = ['python3', '/usr/bin/python3'].find(able) ?? 'python3';
  pythons.set(module, found);
  return found;
}

/** Why a side cannot take part, as far as can be seen without starting it. */
export function missing({ args, command, id }: Side): string | undefined {
  const module = args[1] ?? '';
  if (module.startsWith('numpy') || module === 'pytorch') {
    const name = module === 'pytorch' ? 'torch' : 'numpy';
    return spawnSync(command, ['-c', `import ${name}`]).status === 0
      ? undefined
      : `no python3 here has ${name === 'torch' ? 'PyTorch (Debian: python3-torch, libopenblas0)' : 'NumPy'}`;
  }
  const packages: Readonly<Record<string, string>> = {
    'onnxruntime-node': 'onnxruntime-node',
    'onnxruntime-web': 'onnxruntime-web',
    'tensorflow-wasm': '@tensorflow/tfjs-backend-wasm',
    'jax-wasm': '@jax-js/jax',
    brain: 'brain.js',
  };
  const name = packages[id];
  if (name === undefined || existsSync(join(import.meta.dirname, 'node_modules', name))) return undefined;
  return `${name} could not be installed`;
}

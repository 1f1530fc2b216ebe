import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './shell.ts';

/** The first lines of a user, with every entry beside them, so that each declaration file is read. */
const code = (entries: readonly string[]): string => `
import { defineActivation, sigmoid, softmax } from '@bilayer/activations';
import { numericalGradient } from '@bilayer/gradient';
import { crossEntropy } from '@bilayer/losses';
import { TwoLayerNet } from '@bilayer/models';
import { add, fromArray, mul, randomState, sqrt, zeros, type Tensor } from '@bilayer/tensor';
${entries.map((entry, i) => `import * as entry${i} from '${entry}';`).join('\n')}

const sizes = { inputSize: 4, hiddenSize: 3, outputSize: 2 };
const net = new TwoLayerNet({
  ...sizes, hidden: sigmoid, output: softmax, loss: crossEntropy, random: randomState(0),
});
const x: Tensor = zeros([2, 4]);
const t = fromArray([[1, 0], [0, 1]]);
const W1: Tensor = numericalGradient((W1) => net.loss(x, t, { ...net.params, W1 }), net.params.W1);
const squareplus = defineActivation({
  name: 'squareplus',
  config: { b: 4 },
  forward: (a, { b }) => mul(0.5, add(a, sqrt(add(mul(a, a), b)))),
});
squareplus.with({ b: 1 });
// @ts-expect-error b is a number
squareplus.with({ b: 'one' });
export const all: unknown[] = [W1, ${entries.map((_, i) => `entry${i}`).join(', ')}];
`;

export const moduleResolutions = ['bundler', 'nodenext'] as const;

/** Type-checks a user's code in the project `consumer`, every declaration file included, with the compiler `tsc`. */
export function checkTypes(
  consumer: string,
  entries: readonly string[],
  tsc: string,
  moduleResolution: (typeof moduleResolutions)[number],
): void {
  writeFileSync(join(consumer, 'use.ts'), code(entries));
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution,
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  run(process.execPath, [tsc, '--project', consumer], { cwd: consumer });
}

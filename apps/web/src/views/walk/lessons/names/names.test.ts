import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listings } from '../../code/listings.ts';
import { paramNames } from '../../net/params.ts';
import { smallNet } from '../../net/small.ts';
import { known, lookUp, questions } from './lookup.ts';
import { method, program } from './program.ts';
import { callSteps, traceCall } from './stack.ts';
import { PYTHON_LIMIT, runWithSelf } from './with-self.ts';

const folder = fileURLToPath(new URL('../../code', import.meta.url));
const hasNumpy: boolean = spawnSync('python3', ['-c', 'import numpy']).status === 0;

/** Runs Python with the book's program as `source`, and a network with a batch; what it prints, from JSON. */
function python(code: string): unknown {
  const start = `
import json, re, sys, numpy as np
import builtins
source = open('two_layer_net.py').read()
def load(text):
    space = {'__name__': 'two_layer_net'}
    exec(compile(text, 'two_layer_net.py', 'exec'), space)
    return space
def make(space):
    np.random.seed(3)
    return space['TwoLayerNet'](2, 4, 3)
x, t = np.linspace(0, 1, 10).reshape(5, 2), np.array([0, 1, 2, 0, 1])
`;
  const { stdout, stderr } = spawnSync('python3', ['-c', start + code], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe('the trace', () => {
  it('is a real run: every step once, in order, with the gradient of the library', () => {
    for (const seed of [0, 7]) {
      const small = smallNet(seed);
      const { moments, grads } = traceCall(small);
      expect(moments.map(({ step }) => step)).toEqual([...callSteps]);
      expect(moments.at(-1)?.calls).toEqual({ method: 1, function: 4, lambda: 54 });
      const library = small.net.numericalGradient(small.x, small.t);
      // The library follows nudges and loses less to rounding.
      for (const name of paramNames)
        expect(grads[name]).toBeAllClose(library[name], { rtol: 0, atol: 2e-11 });
    }
  });

  it.skipIf(!hasNumpy)('goes as deep as Python does, with the same calls', () => {
    const said = python(`
calls, deepest, depth = {}, 0, 1
space = load(source)
net = make(space)
def watch(frame, event, arg):
    global deepest, depth
    if frame.f_code.co_filename != 'two_layer_net.py': return
    if event == 'call':
        depth += 1
        deepest = max(deepest, depth)
        name = frame.f_code.co_name + (' method' if 'self' in frame.f_code.co_varnames else '')
        calls[name] = calls.get(name, 0) + 1
    elif event == 'return': depth -= 1
sys.setprofile(watch)
net.numerical_gradient(x, t)
sys.setprofile(None)
print(json.dumps([deepest, calls['numerical_gradient method'], calls['numerical_gradient'], calls['<lambda>']]))
`);
    expect(said).toEqual([traceCall(smallNet(0)).deepest, 1, 4, 54]);
  });
});

describe('the program on the page', () => {
  it('renames the function and its calls, and nothing else', () => {
    const { python: lines, typescript } = program({ isRenamed: true });
    expect(lines.filter((line) => line.includes('gradient_of('))).toHaveLength(5);
    expect(lines.filter((line) => line.includes('numerical_gradient('))).toEqual([
      '    def numerical_gradient(self, x, t):',
    ]);
    expect(typescript.filter((line) => line.includes('gradientOf('))).toHaveLength(5);
    expect(method({}).python).toEqual(listings.numericalGradientMethod.python);
    expect(method({}).typescript).toEqual(listings.numericalGradientMethod.typescript);
    expect(
      method({ withSelf: true }).typescript.filter((line) => line.includes('this.numericalGradient(')),
    ).toHaveLength(4);
  });

  it.skipIf(!hasNumpy)('gives the same numbers under another name', () => {
    const said = python(`
renamed = source.replace('def numerical_gradient(f', 'def gradient_of(f').replace('= numerical_gradient(', '= gradient_of(')
a, b = [make(load(text)).numerical_gradient(x, t) for text in (source, renamed)]
print(json.dumps([renamed.count('gradient_of('), all((a[k] == b[k]).all() for k in a)]))
`);
    expect(said).toEqual([5, true]);
  });

  it.skipIf(!hasNumpy)('ends with self. as Python does', () => {
    const small = smallNet(0);
    const said = python(`
space = load(source.replace('= numerical_gradient(', '= self.numerical_gradient('))
net = make(space)
losses = 0
def loss(*given):
    global losses
    losses += 1
net.loss = loss
try:
    net.numerical_gradient(x, t)
except RecursionError as error:
    frames, at = [], error.__traceback__
    while at:
        frames.append(at.tb_frame)
        at = at.tb_next
    own = [one for one in frames if one.f_code.co_name == 'numerical_gradient']
    what = lambda one: 'x' if one is x else 't' if one is t else 'W1' if one is net.params['W1'] else one.__name__
    print(json.dumps({'error': f'{type(error).__name__}: {error}'.split(' while')[0], 'frames': len(frames),
        'calls': [[what(one.f_locals['x']), what(one.f_locals['t'])] for one in own[:3]], 'losses': losses}))
`);
    const ours = runWithSelf(small);
    expect(said).toEqual({
      error: ours.error,
      // The method's and the module's.
      frames: ours.calls.length + 1,
      calls: [
        ['x', 't'],
        ['<lambda>', 'W1'],
        ['<lambda>', 'W1'],
      ],
      losses: ours.losses,
    });
    expect(ours.calls).toHaveLength(PYTHON_LIMIT - 1);
    expect(ours.calls.slice(0, 3)).toEqual([
      { x: 'x', t: 't' },
      { x: 'loss_W', t: 'W1' },
      { x: 'loss_W', t: 'W1' },
    ]);
  });
});

describe('lookUp', () => {
  it('finds names where Python finds them', () => {
    expect(questions.map((one) => lookUp(one))).toEqual([
      'module',
      'class',
      'enclosing',
      'builtin',
      undefined,
      'class',
    ]);
  });

  it.skipIf(!hasNumpy)("knows the names of the book's file", () => {
    const said = python(`
space = load(source)
net = space['TwoLayerNet']
method = net.numerical_gradient.__code__
[inner] = [one for one in method.co_consts if hasattr(one, 'co_name')]
print(json.dumps({
    'module': [name for name in space if not name.startswith('__')],
    'class': [name for name in vars(net) if name == '__init__' or not name.startswith('__')],
    'method': sorted(method.co_varnames + method.co_cellvars), 'lambda': list(inner.co_varnames),
    'function': sorted(space['numerical_gradient'].__code__.co_varnames),
    'free': sorted(inner.co_freevars), 'builtin': [hasattr(builtins, name) for name in ${JSON.stringify(known.builtin)}]}))
`) as Record<string, string[]>;
    expect(said['module']).toEqual(known.module);
    expect(said['class']).toEqual(known.class);
    expect(new Set(said['method'])).toEqual(new Set(known.method));
    expect(said['lambda']).toEqual(known.lambda);
    expect(said['function']).toEqual([...known.function].sort());
    expect(said['free']).toEqual(['self', 't', 'x']);
    expect(said['builtin']).toEqual([true, true, true]);
  });
});

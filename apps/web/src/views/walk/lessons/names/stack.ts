import { item, type Tensor } from '@bilayer/tensor';
import { showShape } from '../../format.ts';
import { copy, numericalGradientInPlace, type GradientLine } from '../../net/in-place.ts';
import { paramNames, type ParamName } from '../../net/params.ts';
import type { Small } from '../../net/small.ts';

/** Where a function was written, which decides where its names are looked up. */
export type Home = 'module' | 'class' | 'lambda';

/** A call that has not returned. */
export interface Frame {
  readonly name: 'module' | 'numerical_gradient' | 'lambda' | 'loss' | 'predict' | 'sigmoid';
  readonly home: Home;
  /** What its parameters are: names and shapes. */
  readonly given: string;
}

export const callSteps = [
  'call',
  'makes',
  'bare',
  'function',
  'f',
  'lambda',
  'loss',
  'predict',
  'entropy',
  'above',
  'below',
  'grad',
  'next',
  'grads',
  'done',
] as const;
export type CallStep = (typeof callSteps)[number];

/** The stack, and what is known, in one step of the call. */
export interface CallMoment {
  readonly step: CallStep;
  readonly frames: readonly Frame[];
  readonly fxh1: number | undefined;
  readonly fxh2: number | undefined;
  /** Calls up to here. */
  readonly calls: Calls;
}

export interface Calls {
  readonly method: number;
  readonly function: number;
  readonly lambda: number;
}

export interface CallTrace {
  readonly moments: readonly CallMoment[];
  readonly deepest: number;
  readonly grads: Readonly<Record<ParamName, Tensor>>;
}

const noted: Partial<Record<GradientLine, CallStep>> = { above: 'above', below: 'below', end: 'grad' };

/** net.numerical_gradient(x, t) as the book has it, run with a record of who calls whom. Each step is kept once. */
export function traceCall({ net, x, t }: Small): CallTrace {
  const params = {
    W1: copy(net.params.W1),
    b1: copy(net.params.b1),
    W2: copy(net.params.W2),
    b2: copy(net.params.b2),
  };
  const calls = { method: 0, function: 0, lambda: 0 };
  const moments: CallMoment[] = [];
  let frames: readonly Frame[] = [];
  let deepest = 0;
  let known: { fxh1?: number | undefined; fxh2?: number | undefined } = {};

  const note = (step: CallStep): void => {
    if (moments.some((one) => one.step === step)) return;
    moments.push({ step, frames, fxh1: known.fxh1, fxh2: known.fxh2, calls: { ...calls } });
  };
  function within<Result>(frame: Frame, run: () => Result): Result {
    const before = frames;
    frames = [...frames, frame];
    deepest = Math.max(deepest, frames.length);
    const result = run();
    frames = before;
    return result;
  }

  const batch = `x ${showShape(x.shape)}, t ${showShape(t.shape)}`;
  const loss = (): number =>
    within({ name: 'loss', home: 'class', given: batch }, () => {
      note('loss');
      // The library's loss predicts, too; here the calls are shown.
      within({ name: 'predict', home: 'class', given: `x ${showShape(x.shape)}` }, () => {
        const hidden = showShape([x.shape[0] ?? 0, params.b1.data.length]);
        within({ name: 'sigmoid', home: 'module', given: `x ${hidden}` }, () => {
          note('predict');
        });
      });
      note('entropy');
      return item(net.loss(x, t, params));
    });
  const gradientFunction = (f: (W: Tensor) => number, name: ParamName): Tensor =>
    within(
      {
        name: 'numerical_gradient',
        home: 'module',
        given: `f = loss_W, x = ${name} ${showShape(params[name].shape)}`,
      },
      () => {
        calls.function++;
        note('function');
        const lines = numericalGradientInPlace((W) => {
          note('f');
          return f(W);
        }, params[name]);
        for (;;) {
          const { done, value } = lines.next();
          if (done === true) return value;
          known = { fxh1: value.fxh1, fxh2: value.fxh2 };
          const step = noted[value.line];
          if (step !== undefined) note(step);
        }
      },
    );
  const gradientMethod = (): Record<ParamName, Tensor> =>
    within({ name: 'numerical_gradient', home: 'class', given: batch }, () => {
      calls.method++;
      note('makes');
      const grads: Partial<Record<ParamName, Tensor>> = {};
      for (const name of paramNames) {
        known = {};
        note(name === 'W1' ? 'bare' : 'next');
        grads[name] = gradientFunction(
          () =>
            within(
              { name: 'lambda', home: 'lambda', given: `W = ${name} ${showShape(params[name].shape)}` },
              () => {
                calls.lambda++;
                note('lambda');
                return loss();
              },
            ),
          name,
        );
      }
      known = {};
      note('grads');
      return grads as Record<ParamName, Tensor>;
    });

  const grads = within({ name: 'module', home: 'module', given: '' }, () => {
    note('call');
    const all = gradientMethod();
    note('done');
    return all;
  });
  return { moments, deepest, grads };
}

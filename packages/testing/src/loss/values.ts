import { vjp } from '@bilayer/gradient';
import { astype, concat, full, mul, scalar, slice, take, tensor, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { centralDifferences } from '../central-differences.ts';
import type { Check } from '../check.ts';
import { copyOf, mustBeTensor, sameBits, within } from '../compare.ts';
import { knownLinks } from '../links.ts';
import { sameSettings, untouched } from '../untouched.ts';
import {
  derivedBackward,
  fusedBackward,
  gradientInUse,
  ownBackward,
  perRow,
  reduced,
  type Subject,
} from './probe.ts';
import { labels, OUTPUTS, ROWS, sample, sampleOf, scores, targets } from './samples.ts';

/** A loss reads its inputs, and its value depends on them alone, row by row. */
export const purityLaws: readonly Law<Subject>[] = [
  {
    name: 'leaves its inputs as they are',
    run(subject, check) {
      const { loss } = subject;
      for (const [, shared] of targets) {
        const [y, t] = [sample(subject), copyOf(shared)];
        sameSettings(check, 'perRow and backward', loss.config, () => {
          untouched(check, 'perRow(y, t)', { y, t }, () => loss.perRow(y, t, loss.config));
          untouched(check, 'backward(y, t)', { y, t }, () => loss.backward?.(y, t, loss.config));
          untouched(check, 'fused.backward(y, t)', { y, t }, () => loss.fused?.backward(y, t, loss.config));
        });
      }
    },
  },
  {
    name: 'gives the same bits for the same input',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const results = (): Readonly<Record<string, Tensor | undefined>> => ({
        'perRow(y, t)': perRow(check, loss, y, labels),
        'backward(y, t)': ownBackward(check, loss, y, labels),
        'fused.backward(y, t)': fusedBackward(check, loss, y, labels),
        'the derived gradient': derivedBackward(check, loss, y, labels),
      });
      const first = results();
      const other = take(y, tensor(Int32Array.of(3, 1)));
      const between: readonly (() => unknown)[] = [
        () => undefined,
        () => perRow(check, loss, other, tensor(Int32Array.of(0, 2))),
        () => gradientInUse(check, loss, other, tensor(Int32Array.of(1, 1))),
        () => perRow(check, loss.with({}), other, tensor(Int32Array.of(0, 2))),
      ];
      const advice =
        'the result may depend on the input and the settings alone: no counter, no cache of other inputs, no Math.random';
      for (const work of between) {
        work();
        for (const [what, now] of Object.entries(results())) {
          const before = first[what];
          if (now !== undefined && before !== undefined) {
            sameBits(check, now, before, { at: `${what}, called again`, advice });
          }
        }
      }
      const kept = mustBeTensor(check, loss.perRow(copyOf(y), labels, loss.config), 'perRow(y, t)');
      const copy = copyOf(kept);
      perRow(check, loss, mul(y, 0.5), labels);
      sameBits(check, kept, copy, {
        at: 'the result of perRow(y, t) after perRow of something else',
        advice: 'return new memory from every call',
      });
    },
  },
  {
    name: 'treats rows independently',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      const advice = 'a row may depend on no other row: reduce over axis 1, never over axis 0 or over all';
      const numbers = Array.from({ length: ROWS }, (_, i) => i);
      const row = (x: Tensor, i: number): Tensor => slice(x, [[i, i + 1]]);
      const order = tensor(Int32Array.from(numbers, (i) => (i * 5 + 2) % ROWS));
      for (const [name, t] of targets) {
        const whole = perRow(check, loss, y, t);
        const rows = numbers.map((i) => perRow(check, loss, row(y, i), row(t, i)));
        sameBits(check, concat(rows), whole, { at: `perRow(y, t) row by row, of ${name}`, advice });
        sameBits(check, perRow(check, loss, take(y, order), take(t, order)), take(whole, order), {
          at: `perRow(y, t) with the rows in another order, of ${name}`,
          advice,
        });
        const back = ownBackward(check, loss, y, t);
        const parts = numbers.flatMap((i) => ownBackward(check, loss, row(y, i), row(t, i)) ?? []);
        if (back === undefined) continue;
        // A mean over N rows has 1/N of a single row's slope, which rounds.
        const all = mul(concat(parts), loss.reduce === 'mean' ? 1 / ROWS : 1);
        within(check, back, all, (n) => 1e-12 * Math.abs(n) + 1e-15, {
          at: `backward(y, t) beside that of single rows, of ${name}`,
          advice: `${advice}; for reduce 'mean' it is divided by the number of rows, for 'sum' it is not`,
        });
      }
    },
  },
];

/** The derivative is the derivative. */
export const gradientLaws: readonly Law<Subject>[] = [
  {
    name: 'has the gradient that central differences show',
    run(subject, check) {
      const { loss } = subject;
      const what = loss.backward === undefined ? 'the derived gradient' : 'backward(y, t)';
      beside(check, subject, what, (y, t) => gradientInUse(check, loss, y, t));
    },
  },
  {
    name: 'has the derived gradient that central differences show',
    run(subject, check) {
      const { loss } = subject;
      beside(check, subject, 'the gradient derived from perRow', (y, t) =>
        derivedBackward(check, loss, y, t),
      );
    },
  },
  {
    name: 'has a backward equal to the derived gradient',
    run(subject, check) {
      const { loss } = subject;
      const y = sample(subject);
      for (const [name, t] of targets) {
        const [own, derived] = [ownBackward(check, loss, y, t), derivedBackward(check, loss, y, t)];
        if (own === undefined || derived === undefined) continue;
        within(check, own, derived, (n) => 1e-9 * Math.abs(n) + 1e-12, {
          at: `backward(y, t) of ${name}`,
          input: y,
          of: 'y',
          advice: 'it is the slope of the reduced loss: a mean over N rows has the factor 1/N',
        });
      }
    },
  },
  {
    name: 'has a fused way back equal to the long one',
    run(subject, check) {
      const { loss, links } = subject;
      const { fused } = loss;
      if (fused === undefined) return;
      const definition = { ...knownLinks, ...links }[fused.link];
      check.that(definition !== undefined, () => ({
        at: 'fused.link',
        expected: `one of ${Object.keys({ ...knownLinks, ...links }).join(', ')}`,
        got: fused.link,
        advice: `leave fused out, or give the kit the function's definition: links: { ${fused.link}: (a) => … }`,
      }));
      if (definition === undefined) return;
      for (const [name, t] of targets) {
        const short = fusedBackward(check, loss, definition(scores), t);
        const way = vjp((a) => reduced(loss, definition(a), t), scores);
        const long = way.backward(astype(scalar(1), way.value.dtype))[0];
        if (short === undefined || long === undefined) continue;
        // A small ε inside a logarithm, which the short way may leave out, is worth ε/y of the slope.
        within(check, short, long, (n) => 1e-4 * Math.abs(n) + 1e-6, {
          at: `fused.backward(y, t) after ${fused.link}, of ${name}`,
          input: scores,
          advice: `it is ∂L/∂a for y = ${fused.link}(a), of the reduced loss (a mean has the factor 1/N)`,
        });
      }
    },
  },
];

function beside(
  check: Check,
  subject: Subject,
  what: string,
  gradient: (y: Tensor, t: Tensor) => Tensor | undefined,
): void {
  const { loss } = subject;
  const y = sample(subject);
  for (const [name, t] of targets) {
    const dy = gradient(y, t);
    if (dy === undefined) continue;
    const share = full([ROWS], loss.reduce === 'sum' ? 1 : 1 / ROWS);
    const { gradient: n, error } = centralDifferences((x) => perRow(check, loss, x, t), y, share, 1e-5);
    check.that(n.data.every(Number.isFinite), () => ({
      at: `perRow(y, t) for y like ${Array.from(y.data.slice(0, OUTPUTS), (v) => v.toFixed(2)).join(', ')}`,
      expected: 'finite losses',
      got: 'NaN or ∞',
      advice:
        subject.domain === 'real'
          ? "if this is a loss of probabilities, say so to the kit: { domain: 'probabilities' }"
          : 'a loss of probabilities is finite between 0 and 1',
    }));
    within(check, dy, n, (v, i) => 1e-7 * (1 + Math.abs(v)) + error[i]!, {
      at: `${what} of ${name}`,
      input: y,
      of: 'y',
      advice:
        'compare it with perRow; it is the slope of the reduced loss, so a mean over N rows has the factor 1/N',
    });
    if (subject.domain === 'real') besideFarOut(check, subject, `${what} of ${name}`, t, gradient);
  }
}

/** The same for outputs in the hundreds, as a training that goes astray has them; where a loss is infinite, it has no slope. */
function besideFarOut(
  check: Check,
  { loss }: Subject,
  what: string,
  t: Tensor,
  gradient: (y: Tensor, t: Tensor) => Tensor | undefined,
): void {
  const y = sampleOf(500);
  const dy = gradient(y, t);
  if (dy === undefined) return;
  const share = full([ROWS], loss.reduce === 'sum' ? 1 : 1 / ROWS);
  const { gradient: n, error } = centralDifferences((x) => perRow(check, loss, x, t), y, share, 0.01);
  const known = { ...n, data: n.data.map((v, i) => (Number.isFinite(v + error[i]!) ? v : dy.data[i]!)) };
  const allowed = (v: number, i: number): number => 1e-6 * (1 + Math.abs(v)) + error[i]!;
  within(check, dy, known, allowed, {
    at: what,
    input: y,
    of: 'y',
    advice:
      'compare it with perRow: one of them runs out of digits far from the target (overflow, or 1 − almost 1)',
  });
}

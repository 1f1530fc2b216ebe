import { concat, reshape, slice, take, tensor, type Tensor } from '@bilayer/tensor';
import type { Law } from '../case.ts';
import { copyOf, sameBits, within } from '../compare.ts';
import { knownLinks } from '../links.ts';
import { tracedOver } from './over.ts';
import { forward, ownBackward, type Subject } from './probe.ts';
import { incoming, ROWS, sample, WIDTH } from './samples.ts';

const row = (x: Tensor, i: number): Tensor => slice(x, [[i, i + 1]]);
const rowNumbers = Array.from({ length: ROWS }, (_, i) => i);

/** What depends on what. */
export const independenceLaws: readonly Law<Subject>[] = [
  {
    name: 'treats rows independently',
    run({ f }, check) {
      const [a, dz] = [sample(f), incoming()];
      const advice = 'a row may depend on no other row: reduce over axis -1, never over axis 0 or over all';
      const order = tensor(Int32Array.from(rowNumbers, (i) => (i * 4 + 3) % ROWS));
      const ways = [
        ['forward(a)', (x: Tensor) => forward(check, f, x)],
        ['backward(dz, { a, z })', (x: Tensor, d: Tensor) => ownBackward(check, f, x, d)],
      ] as const;
      for (const [what, way] of ways) {
        const whole = way(a, dz);
        if (whole === undefined) continue;
        const rows = rowNumbers.map((i) => way(row(a, i), row(dz, i)) ?? whole);
        sameBits(check, concat(rows), whole, { at: `${what} row by row`, input: a, advice });
        const shuffled = way(take(a, order), take(dz, order)) ?? whole;
        const input = take(a, order);
        sameBits(check, shuffled, take(whole, order), {
          at: `${what} with the rows in another order`,
          input,
          advice,
        });
      }
    },
  },
  {
    name: 'declares over truly',
    run({ f }, check) {
      const [a, dz] = [sample(f), incoming()];
      const traced = tracedOver(f, a);
      check.that(!(f.over === 'row' && traced === 'element'), () => ({
        at: 'over',
        expected: "'element': forward uses elementwise operations only",
        got: "'row'",
        advice: "declare over: 'element', or leave it out and it is found",
      }));
      if ((f.over ?? traced) !== 'element') return;
      const advice =
        "over: 'element' says that each element depends on the one at its position alone; declare over: 'row' otherwise";
      const [one, back] = [forward(check, f, a), ownBackward(check, f, a, dz)];
      const flat = (x: Tensor): Tensor => reshape(x, [ROWS * WIDTH, 1]);
      sameBits(check, forward(check, f, flat(a)), flat(one), {
        at: 'forward(a) element by element',
        input: flat(a),
        advice,
      });
      // Other neighbours: the odd elements change places with others.
      const other = copyOf(a);
      for (let i = 1; i + 2 < other.data.length; i += 2) other.data[i] = a.data[i + 2]!;
      const z = forward(check, f, other);
      const [even, of] = [everySecond(z), everySecond(a)];
      sameBits(check, even, everySecond(one), { at: 'forward(a) beside other elements', input: of, advice });
      const backAlone = ownBackward(check, f, flat(a), flat(dz));
      if (back === undefined || backAlone === undefined) return;
      sameBits(check, backAlone, flat(back), {
        at: 'backward(dz, { a, z }) element by element',
        input: flat(a),
        advice,
      });
    },
  },
  {
    name: 'declares link truly',
    run({ f, links }, check) {
      const { link } = f;
      if (link === undefined) return;
      const definition = { ...knownLinks, ...links }[link];
      check.that(definition !== undefined, () => ({
        at: 'link',
        expected: `one of ${Object.keys({ ...knownLinks, ...links }).join(', ')}`,
        got: link,
        advice: `a loss would trust it unseen: leave it out, or give the kit its definition: links: { ${link}: (a) => … }`,
      }));
      if (definition === undefined) return;
      const a = sample(f);
      within(check, forward(check, f, a), definition(a), (n) => 1e-12 * Math.abs(n) + 1e-15, {
        at: `forward(a) beside ${link}(a)`,
        input: a,
        advice: `link: '${link}' says that it is this very function, and a loss then takes a shorter gradient; leave link out`,
      });
    },
  },
];

function everySecond({ data }: Tensor): Tensor {
  return tensor(data.filter((_: number, i: number) => i % 2 === 0));
}

import { formula, formulaTree, type FormulaError } from '@bilayer/activations/formula';
import { vjp } from '@bilayer/gradient';
import { tensor, type Tensor } from '@bilayer/tensor';
import { activationCases, report } from '@bilayer/testing';
import type { Conformance, Curve, Fault } from './protocol.ts';

/** The curve is drawn from −6 to 6, at every 1/32: numbers that binary fractions hold exactly. */
const EXTENT = 6;
const PER_UNIT = 32;

/** f, its derived derivative and its kinks. Throws `BAD_FORMULA`. */
export function curveOf(expr: string): Curve {
  const activation = formula({ expr });
  const { kinks = [] } = activation;
  const f = (a: Tensor): Tensor => activation.forward(a);
  const x = Float64Array.from({ length: 2 * EXTENT * PER_UNIT + 1 }, (_, i) => i / PER_UNIT - EXTENT);
  const a = tensor(x);
  const { value, backward } = vjp(f, a);
  const [slope] = backward(tensor(new Float64Array(x.length).fill(1)));
  const at = f(tensor(Float64Array.from(kinks))).data;
  return {
    x,
    value: Float64Array.from(value.data),
    slope: Float64Array.from(slope?.data ?? []),
    kinks: kinks.map((one, i) => ({ x: one, value: at[i] ?? NaN })),
    tree: formulaTree(expr),
  };
}

/** The fault that a `BAD_FORMULA` tells; undefined for any other error. */
export function faultOf(error: unknown): Fault | undefined {
  const { code, fault, instead, position } = error as Partial<FormulaError>;
  if (code !== 'BAD_FORMULA' || fault === undefined || position === undefined) return undefined;
  return { fault, ...position, ...(instead !== undefined && { instead }) };
}

/**
 * The laws of activations held against a formula, one after another; between two of them `goOn` is asked, and where it says
 * no there is no result.
 */
export async function lawsOf(expr: string, goOn: () => Promise<boolean>): Promise<Conformance | undefined> {
  const results: Conformance['results'][number][] = [];
  for (const one of activationCases(formula({ expr }))) {
    if (!(await goOn())) return undefined;
    results.push(...(await report([one])).results);
  }
  return {
    passed: results.every(({ outcome }) => outcome === 'passed'),
    checks: results.reduce((sum, { checks }) => sum + checks, 0),
    results,
  };
}

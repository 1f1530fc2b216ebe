/** The error function of vectors. Errors: see kernels.test.ts. */
import { exp, polynomial, splatOne, withSign } from './functions';
import { splat } from './vector';

/*
 * Minimax coefficients, in float64 those of @bilayer/tensor. First erf(x)/x − 1 in x² for |x| ≤ 7/8; then, in
 * s = (x − 7/8)/(x + 5/2), what e^(x²) (1 − erf x) exceeds its value at 7/8 by.
 */
// prettier-ignore
const singles: usize = memory.data<f32>([
  -6.203273078426719e-4, 5.03218499943614e-3, -2.6791466400027275e-2, 0.11282455176115036,
  -0.3761255145072937, 0.12837915122509003,
  1.3943681493401527e-2, 0.19098880887031555, -0.6643948554992676, 1.0750482082366943, -1.065940022468567, 0,
]);

// prettier-ignore
const doubles: usize = memory.data<f64>([
  -8.669728748287094e-10, 1.4124232165632782e-8, -1.628950725852667e-7, 1.6456634810815938e-6,
  -1.4925388939350255e-5, 0.00012055324632984053, -0.0008548326847568145, 0.005223977623090287,
  -0.02686617064494555, 0.11283791670954368, -0.3761263890318374, 0.1283791670955126,
  0.0007545399683838537, -0.0018201267759224646, -0.0006708857455909178, 0.002568413202729851,
  0.007107997219818687, -0.0072305987069952145, -0.036115577551636614, 0.04206330346449365,
  0.18349079032405727, -0.6635339736226902, 1.0750074341980806, -1.0659394006565952, 0,
]);

/** erf x = 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf<T>(x: v128): v128 {
  const seam = splat<T>(0.875);
  const coefficients = sizeof<T>() == 4 ? singles : doubles;
  const count = sizeof<T>() == 4 ? 6 : 12;
  const square = v128.mul<T>(x, x);
  const near = v128.add<T>(x, v128.mul<T>(x, polynomial<T>(square, coefficients, count)));
  // erf is 1 from here on.
  const size = v128.min<T>(v128.abs<T>(x), splat<T>(sizeof<T>() == 4 ? 4 : 6));
  const s = v128.div<T>(v128.sub<T>(size, seam), v128.add<T>(size, splat<T>(2.5)));
  const rest = polynomial<T>(s, coefficients + <usize>count * sizeof<T>(), sizeof<T>() == 4 ? 6 : 13);
  const complement = v128.mul<T>(
    exp<T>(v128.neg<T>(v128.mul<T>(size, size))),
    v128.add<T>(splat<T>(0.464311583202669), rest),
  );
  const far = withSign<T>(v128.sub<T>(splatOne<T>(), complement), x);
  return v128.bitselect(near, far, v128.lt<T>(size, seam));
}

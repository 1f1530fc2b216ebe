import { program, type Formula, type Program, type Value, type Write } from './program.ts';

type Config = Readonly<Record<string, unknown>>;

/** Built-in activations as programs: those of @bilayer/activations that have no kernel; a test compares them. */
const formulas: Readonly<Record<string, (write: Write, a: Value, config: Config) => Formula | undefined>> = {
  leakyRelu(write, a, { alpha }) {
    if (typeof alpha !== 'number') return;
    const above = write('greater', a, 0);
    return {
      z: write('where', above, a, write('mul', alpha, a)),
      slope: () => write('where', above, 1, alpha),
    };
  },
  elu: (write, a, { alpha }) => (typeof alpha === 'number' ? exponential(write, a, 1, alpha) : undefined),
  selu: (write, a) => exponential(write, a, 1.0507009873554805, 1.7580993408473766),
  softsign(write, a) {
    const divisor = write('add', 1, write('abs', a));
    return { z: write('div', a, divisor), slope: () => write('div', 1, write('mul', divisor, divisor)) };
  },
  step: (write, a) => ({ z: write('greater', a, 0), slope: () => 0 }),
  hardSigmoid: (write, a) => ({
    z: write('div', write('minimum', write('maximum', write('add', a, 3), 0), 6), 6),
    slope: () => write('where', write('greater', 3, write('abs', a)), 1 / 6, 0),
  }),
  softplus: (write, a) => ({ z: softplus(write, a), slope: () => logistic(write, a) }),
  silu(write, a) {
    const s = logistic(write, a);
    // σ (1 + a (1 − σ))
    const slope = (): Value => write('mul', s, write('add', 1, write('mul', a, write('sub', 1, s))));
    return { z: write('mul', a, s), slope };
  },
  mish(write, a) {
    const T = write('tanh', softplus(write, a));
    // T + a σ (1 − T²)
    const slope = (): Value =>
      write('add', T, write('mul', write('mul', a, logistic(write, a)), write('sub', 1, write('mul', T, T))));
    return { z: write('mul', a, T), slope };
  },
  gelu(write, a) {
    const normal = half(write, write('erf', write('mul', a, Math.SQRT1_2)));
    // Φ + a e^(−a²/2) / √(2π)
    const slope = (): Value => {
      const density = write('mul', write('exp', write('mul', write('mul', a, a), -0.5)), 0.3989422804014327);
      return write('add', normal, write('mul', a, density));
    };
    return { z: write('mul', a, normal), slope };
  },
  geluTanh(write, a) {
    // Beyond ±800 nothing changes, and a² must not overflow.
    const x = write('maximum', write('minimum', a, 800), -800);
    const square = write('mul', x, x);
    const polynomial = (cubic: number): Value =>
      write('mul', write('add', write('mul', square, cubic), 1), 0.7978845608028654);
    const T = write('tanh', write('mul', x, polynomial(0.044715)));
    const gate = half(write, T);
    // ½ (1 + T) + ½ a (1 − T²) √(2/π) (1 + 3 · 0.044715 a²)
    const slope = (): Value => {
      const inner = write('mul', write('sub', 1, write('mul', T, T)), polynomial(3 * 0.044715));
      return write('add', gate, write('mul', write('mul', x, 0.5), inner));
    };
    return { z: write('mul', a, gate), slope };
  },
};

/** scale · a above 0, alpha · (eᵃ − 1) below. */
function exponential(write: Write, a: Value, scale: number, alpha: number): Formula {
  const above = write('greater', a, 0);
  const z = write('where', above, write('mul', a, scale), write('mul', write('expm1', a), alpha));
  return { z, slope: () => write('where', above, scale, write('add', z, alpha)) };
}

/** σ(a) = 1 / (1 + e⁻ᵃ). */
function logistic(write: Write, a: Value): Value {
  return write('div', 1, write('add', 1, write('exp', write('neg', a))));
}

/** ln(1 + eᵃ) as max(a, 0) + ln(1 + e^−|a|). */
function softplus(write: Write, a: Value): Value {
  return write('add', write('maximum', a, 0), write('log1p', write('exp', write('neg', write('abs', a)))));
}

/** ½ (1 + x). */
function half(write: Write, x: Value): Value {
  return write('mul', write('add', x, 1), 0.5);
}

/** The program of the built-in activation `name`, where it has one. */
export function builtIn(name: string, config: Config): Program | undefined {
  const formula = Object.hasOwn(formulas, name) ? formulas[name] : undefined;
  return formula && program((write, a) => formula(write, a, config));
}

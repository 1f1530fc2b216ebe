/** A linear axis: where its ticks are, and where along it (0 to 1) a value lies. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface AxisOptions {
  /** Ticks on whole numbers only. */
  readonly whole?: boolean;
  /** Ends on the next tick after the highest value, not on the value itself. */
  readonly roundUp?: boolean;
}

/**
 * An axis from `from` to `to` (finite, `from` < `to`) with 3 to 7 ticks, or fewer when `whole` leaves no more, on
 * multiples of 1, 2 or 5 times a power of ten.
 */
export function axis(from: number, to: number, { whole = false, roundUp = false }: AxisOptions = {}): Axis {
  const step = Math.max(niceStep((to - from) / 6), whole ? 1 : 0);
  // A multiple that rounding has put just beyond an end still counts as on it.
  const first = Math.ceil(from / step - 1e-9);
  const last = roundUp ? Math.ceil(to / step - 1e-9) : Math.floor(to / step + 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    // Twelve digits, as 3 × 0.1 is not 0.3.
    const value = Number(((first + i) * step).toPrecision(12));
    return { value, label: tickLabel(value, step, Math.max(Math.abs(from), Math.abs(to))) };
  });
  return { from, to: roundUp ? Math.max(to, ticks.at(-1)?.value ?? to) : to, ticks };
}

/** The least of 1, 2 and 5 times a power of ten that is not below `least` > 0. */
function niceStep(least: number): number {
  const exponent = Number(least.toExponential().split('e')[1]);
  const power = Number(`1e${exponent}`);
  return [1, 2, 5].map((digit) => digit * power).find((step) => step >= least) ?? 10 * power;
}

/** With as many decimals as the step needs, and thousands apart; scientific when that gets long. */
function tickLabel(value: number, step: number, largest: number): string {
  if (value === 0) return '0';
  if (largest >= 1e6 || step < 1e-4) {
    const digits = Math.max(0, exponentOf(value) - exponentOf(step));
    return value.toExponential(digits).replace('e+', 'e').replace('-', '−');
  }
  const fixed = Math.abs(value).toFixed(Math.max(0, -exponentOf(step)));
  const grouped = fixed.replace(/\B(?=(\d{3})+(?!\d|\.\d*$))(?<!\.\d*)/g, ',');
  return value < 0 ? `−${grouped}` : grouped;
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

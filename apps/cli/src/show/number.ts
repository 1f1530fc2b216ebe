/** 1438 as '1,438'. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 0.9582 as '95.8 %'. */
export function percent(share: number, decimals = 1): string {
  return `${(100 * share).toFixed(decimals)} %`;
}

/** A number with a true minus sign before it, as wide as a digit; an exponent's stays what programs read: '−2e-7'. */
export function minus(number: string): string {
  return number.replace(/^-/, '−');
}

/** A number in three digits: '−0.278'. */
export function brief(value: number): string {
  return minus(String(Number(value.toPrecision(3))));
}

/** A loss or a score in few characters: '0.2172', '7.062e+47'. */
export function short(value: number): string {
  return minus(Math.abs(value) < 1e4 ? value.toFixed(4) : value.toExponential(3));
}

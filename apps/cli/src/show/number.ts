/** 1438 as '1,438'. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 0.9582 as '95.8 %'. */
export function percent(share: number, decimals = 1): string {
  return `${(100 * share).toFixed(decimals)} %`;
}

/** A number in three digits, with a true minus sign: '−0.278'. */
export function brief(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−');
}

/** A loss or a score in few characters: '0.2172', '7.062e+47'. */
export function short(value: number): string {
  return Math.abs(value) < 1e4 ? value.toFixed(4) : value.toExponential(3);
}

/** Round numbers from `from` to `to`, about `count` of them. */
export function ticks(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from];
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten from `from` to `to`; 2 and 5 times these as well where there are few. */
export function logTicks(from: number, to: number): number[] {
  const all: number[] = [];
  const [low, high] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  for (let power = low; power <= high; power++) {
    for (const one of high - low > 3 ? [1] : [1, 2, 5]) {
      const tick = Number((one * 10 ** power).toPrecision(12));
      if (tick >= from && tick <= to) all.push(tick);
    }
  }
  return all;
}

const BLOCK = 128;

/**
 * Σ x[start … start+length−1]: eight running sums in blocks of up to 128, the blocks added pairwise. The order depends
 * on the length only, so the result has the same bits everywhere (and those of NumPy, which sums contiguous float64 in
 * this order); the rounding error grows with log₂ length.
 */
export function pairwiseSum(x: Float64Array, start: number, length: number): number {
  const end = start + length;
  if (length < 8) {
    let total = 0;
    for (let i = start; i < end; i++) total += x[i]!;
    return total;
  }
  if (length > BLOCK) {
    const half = Math.floor(length / 2);
    const first = half - (half % 8);
    return pairwiseSum(x, start, first) + pairwiseSum(x, start + first, length - first);
  }
  let [a, b, c, d] = [x[start]!, x[start + 1]!, x[start + 2]!, x[start + 3]!];
  let [e, f, g, h] = [x[start + 4]!, x[start + 5]!, x[start + 6]!, x[start + 7]!];
  let i = start + 8;
  for (; i + 8 <= end; i += 8) {
    a += x[i]!;
    b += x[i + 1]!;
    c += x[i + 2]!;
    d += x[i + 3]!;
    e += x[i + 4]!;
    f += x[i + 5]!;
    g += x[i + 6]!;
    h += x[i + 7]!;
  }
  let total = a + b + (c + d) + (e + f + (g + h));
  for (; i < end; i++) total += x[i]!;
  return total;
}

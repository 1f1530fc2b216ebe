/**
 * How many floating-point operations a second 128-bit SIMD allows: multiply-adds in registers alone, without loads or stores.
 * Eight sums, as many as hide the latency of an addition; two factors that change each time, so that no product can be
 * computed beforehand; four that do not. (Sums, factors and one mask fill fifteen registers.)
 */
const [SUMS, CHANGING, FIXED] = [8, 2, 4];
const V128 = 0x7b;

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
const section = (id: number, ...content: number[]): number[] => [id, ...varint(content.length), ...content];
const simd = (code: number): number[] => [0xfd, ...varint(code)];
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const splat = (value: number): number[] => [
  ...[0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  ...simd(0x13),
];
const [ADD, MUL, XOR] = [simd(0xe4), simd(0xe6), simd(0x51)];

/** run(times): (i32) → f32; each time is SUMS multiply-adds of four numbers. */
function loopModule(): Uint8Array<ArrayBuffer> {
  const sum = (i: number): number => 1 + i;
  const changing = (i: number): number => 1 + SUMS + i;
  const fixed = (i: number): number => 1 + SUMS + CHANGING + i;
  const mask = 1 + SUMS + CHANGING + FIXED;
  const body = [
    ...[1, mask, V128],
    ...Array.from({ length: CHANGING }, (_, i) => [...splat(1 + i), ...set(changing(i))]).flat(),
    ...Array.from({ length: FIXED }, (_, i) => [...splat(0.5 + i), ...set(fixed(i))]).flat(),
    ...[...splat(-0), ...set(mask)],
    ...[0x03, 0x40],
    ...Array.from({ length: CHANGING }, (_, i) => [
      ...[...get(changing(i)), ...get(mask), ...XOR, ...set(changing(i))],
      ...Array.from({ length: FIXED }, (_, j) => {
        const into = sum(i * FIXED + j);
        return [...get(into), ...get(changing(i)), ...get(fixed(j)), ...MUL, ...ADD, ...set(into)];
      }).flat(),
    ]).flat(),
    ...[...get(0), 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b],
    ...get(sum(0)),
    ...Array.from({ length: SUMS - 1 }, (_, i) => [...get(sum(i + 1)), ...ADD]).flat(),
    ...[...simd(0x1f), 0, 0x0b],
  ];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7d),
    ...section(3, 1, 0),
    ...section(7, 1, 3, ...new TextEncoder().encode('run'), 0, 0),
    ...section(10, 1, ...varint(body.length), ...body),
  ]);
}

/** Operations a second of one thread: the most of twenty tries of a few milliseconds. */
export async function simdLimit(): Promise<number> {
  const { instance } = await WebAssembly.instantiate(loopModule());
  const run = instance.exports['run'] as (times: number) => number;
  const TIMES = 4_000_000;
  let best = 0;
  run(TIMES);
  for (let i = 0; i < 20; i++) {
    const start = performance.now();
    run(TIMES);
    best = Math.max(best, (TIMES * SUMS * 4 * 2) / ((performance.now() - start) / 1000));
  }
  return best;
}

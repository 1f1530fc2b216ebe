import type { GreyImage } from './grey-image.ts';

/** A rectangle of whole pixels: rows `top` to `top + rows − 1`, columns `left` to `left + cols − 1`. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly cols: number;
}

/**
 * The part of `image` inside `box`, scaled to [rows, cols] by area averaging: a pixel of the result is the
 * mean of what it covers, a source pixel covered in part counting for that part.
 */
export function resample(image: GreyImage, box: Box, rows: number, cols: number): GreyImage {
  // Along each axis on its own: first [box.rows, cols], then [rows, cols].
  const narrow = new Float64Array(box.rows * cols);
  for (let j = 0; j < cols; j++) {
    eachCovered(j, box.cols, cols, (source, weight) => {
      for (let i = 0; i < box.rows; i++) {
        const pixel = image.pixels[(box.top + i) * image.cols + box.left + source] ?? 0;
        narrow[i * cols + j] = (narrow[i * cols + j] ?? 0) + weight * pixel;
      }
    });
  }
  const pixels = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) {
    eachCovered(i, box.rows, rows, (source, weight) => {
      for (let j = 0; j < cols; j++) {
        pixels[i * cols + j] = (pixels[i * cols + j] ?? 0) + weight * (narrow[source * cols + j] ?? 0);
      }
    });
  }
  return { pixels, rows, cols };
}

/** Calls `visit` with every source index that target `index` covers, and its share (the shares sum to 1). */
function eachCovered(
  index: number,
  sourceLength: number,
  targetLength: number,
  visit: (source: number, weight: number) => void,
): void {
  const scale = sourceLength / targetLength;
  const begin = index * scale;
  const end = begin + scale;
  for (let source = Math.floor(begin); source < sourceLength && source < end; source++) {
    const covered = Math.min(end, source + 1) - Math.max(begin, source);
    if (covered > 0) visit(source, covered / scale);
  }
}

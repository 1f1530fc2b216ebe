/** Draws in the next animation frame; call what it returns to let it be. */
export function inFrame(draw: () => void): () => void {
  const id = requestAnimationFrame(draw);
  return () => {
    cancelAnimationFrame(id);
  };
}

/** What the browser takes to show a canvas that has changed is more than painting it: so few change in one frame. */
const CANVASES_A_FRAME = 4;

const waiting = new Set<() => void>();
let frame = 0;

function paintSome(): void {
  frame = 0;
  for (const draw of [...waiting].slice(0, CANVASES_A_FRAME)) {
    waiting.delete(draw);
    draw();
  }
  if (waiting.size > 0) frame = requestAnimationFrame(paintSome);
}

/** Draws one of many canvases in one of the next frames, in the order of asking; call what it returns to let it be. */
export function inSomeFrame(draw: () => void): () => void {
  waiting.add(draw);
  frame ||= requestAnimationFrame(paintSome);
  return () => {
    waiting.delete(draw);
  };
}

/** Where a matrix's numbers are, and how they become colours. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly data: ArrayLike<number>;
  /** The index of the first number, and the distances between neighbours in a row and between rows. */
  readonly start?: number;
  readonly step?: number;
  readonly stride?: number;
  /** The numbers that have the first and the last colour. */
  readonly from: number;
  readonly to: number;
  /** 256 colours, RGBA. */
  readonly scale: Uint8ClampedArray;
}

/** One pixel a number; styles make it larger. */
export function drawMatrix(canvas: HTMLCanvasElement, picture: Picture): void {
  const { rows, columns, data, start = 0, step = 1, stride = columns * step, from, to, scale } = picture;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  // Kept in memory: so small a picture is sooner copied than handed to the graphics processor.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return;
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = new Uint32Array(scale.buffer, scale.byteOffset, 256);
  const factor = 255 / (to - from || 1);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = data[start + row * stride + column * step] ?? 0;
      const at = Math.round((value - from) * factor);
      pixels[row * columns + column] = colours[at < 0 ? 0 : at > 255 ? 255 : at]!;
    }
  }
  context.putImageData(image, 0, 0);
}

/** Makes the canvas as sharp as the screen and clears it; undefined where it has no size or cannot be drawn on. */
export function sharpContext(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | undefined {
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (across === 0 || down === 0) return undefined;
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** The largest absolute value, at least a tiny one. */
export function largest(data: Iterable<number>): number {
  let most = 1e-9;
  for (const value of data) {
    const size = Math.abs(value);
    if (size > most) most = size;
  }
  return most;
}

/** A grey picture: `pixels` is [rows × cols], row-major, each from 0 (black) to 1 (white). */
export interface GreyImage {
  readonly pixels: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

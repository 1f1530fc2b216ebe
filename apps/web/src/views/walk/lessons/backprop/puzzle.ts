import { matmul, sameShape, transpose, type Tensor } from '@bilayer/tensor';

export type Wanted = 'dW2' | 'dz1' | 'dW1';

/** The factor that is at hand for each, and each of them transposed as well. */
const atHand = {
  dW2: ['x', 'z1', 'da2', 'W2'],
  dz1: ['x', 'z1', 'da2', 'W2'],
  dW1: ['x', 'da2', 'W2', 'da1'],
} as const satisfies Readonly<Record<Wanted, readonly string[]>>;

export type Arrays = Readonly<Record<'x' | 'z1' | 'da2' | 'W2' | 'da1', Tensor>>;

/** The factors to choose from, as the code writes them. */
export function choices(wanted: Wanted): readonly string[] {
  return atHand[wanted].flatMap((name) => [name, `${name}.T`]);
}

/** The array that such a text means. */
export function factor(arrays: Arrays, text: string): Tensor | undefined {
  const array = arrays[text.replace(/\.T$/, '') as keyof Arrays] as Tensor | undefined;
  return array !== undefined && text.endsWith('.T') ? transpose(array) : array;
}

/** What multiplying gives: the right shape, another one, or the message of the library's error. */
export type Outcome =
  | { readonly kind: 'right' | 'other'; readonly product: Tensor }
  | { readonly kind: 'refused'; readonly message: string };

export function multiply(a: Tensor, b: Tensor, shape: readonly number[]): Outcome {
  try {
    const product = matmul(a, b);
    return { kind: sameShape(product.shape, shape) ? 'right' : 'other', product };
  } catch (error) {
    return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
  }
}

import type { Network, Params } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';

/**
 * ∂L/∂params by central differences, as `network.numericalGradient`, by WebAssembly where that has kernels for
 * the output activation and the loss; elsewhere, and where there is no WebAssembly, by the network itself. The kernels
 * are loaded with the first call and kept.
 */
export async function incrementalGradient<P extends Params>(
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params?: P,
): Promise<P> {
  const { byKernels } = await import('./numerical/by-kernels.ts');
  return byKernels(network, x, t, params);
}

import type { Network, Params } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';
import type { Numerical } from './numerical/kernels.ts';

let shared: Promise<Numerical | undefined> | undefined;

/**
 * ∂L/∂params by central differences, as `incrementalGradient` of @bilayer/models, by WebAssembly where that has kernels for the
 * output activation and the loss; elsewhere, and where there is no WebAssembly, by @bilayer/models. The kernels are loaded
 * with the first call and kept.
 */
export async function incrementalGradient<P extends Params>(
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params?: P,
): Promise<P> {
  const [{ kernelSteps }, { numericalKernels }, models] = await Promise.all([
    import('./numerical/steps.ts'),
    import('./numerical/kernels.ts'),
    import('@bilayer/models'),
  ]);
  const numerical = await (shared ??= numericalKernels().catch(() => undefined));
  if (numerical === undefined) return models.incrementalGradient(network, x, t, params);
  const steps = kernelSteps(numerical, network, x, t, params);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value ?? models.incrementalGradient(network, x, t, params);
  }
}

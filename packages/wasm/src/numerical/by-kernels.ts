import type { Network, Params } from '@bilayer/models';
import type { Tensor } from '@bilayer/tensor';
import { numericalKernels, type Numerical } from './kernels.ts';
import { kernelSteps } from './steps.ts';

let shared: Promise<Numerical | undefined> | undefined;

/** The numerical gradient by kernels, which are kept for the next; or the network's own where they are not up to it. */
export async function byKernels<P extends Params>(
  network: Network<P>,
  x: Tensor,
  t: Tensor,
  params?: P,
): Promise<P> {
  const numerical = await (shared ??= numericalKernels().catch(() => undefined));
  if (numerical === undefined) return network.numericalGradient(x, t, params);
  // Without a pause, so that nobody else comes upon the memory in between.
  const steps = kernelSteps(numerical, network, x, t, params);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value ?? network.numericalGradient(x, t, params);
  }
}

export {
  numericalGradient,
  numericalGradientSteps,
  type NumericalGradientOptions,
} from './numerical-gradient.ts';
export { grad, valueAndGrad, type GradientOf, type Point, type ValueAndGradient } from './grad.ts';
export { vjp, type Vjp } from './vjp.ts';
export {
  checkGradient,
  compareGradients,
  type CheckGradientOptions,
  type GradientDifference,
} from './check-gradient.ts';

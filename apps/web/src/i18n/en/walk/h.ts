import type { HTexts } from '../../walk/h.ts';

export const texts: HTexts = {
  question: 'Why h = 1e-4? Would a smaller h not be more exact?',
  answer:
    'Too large an h measures the bend of the curve: the error grows with h². Too small an h subtracts two numbers that agree in nearly all their digits: the error grows with 1/h. The best lies between, near 1e-5 in float64 and between 1e-3 and 1e-2 in float32, which is why gradients are checked in float64.',
  h: 'h',
  cell: 'Weight',
  exact: 'Exact slope, by backprop',
  numerical: 'Slope by nudging',
  error: 'Error',
  errorOf: (dtype) => `Error, ${dtype}`,
  curve: {
    title: 'Drag h, and look for the smallest error',
    text: [
      'The slope by nudging is never quite the exact one, which **backprop** gives: another way to the same slopes, exact and without nudging, with a lesson of its own. How far off it is depends on `h`. Drag the line in the picture, or the slider: down is better. (float64 keeps about 16 digits of a number, float32 about 7.)',
      'Each line is a V. Both arms have a cause of their own; the next two sections are about one each.',
    ],
    axis: 'relative error',
    picture: (h, float64, float32) =>
      `The relative error of the gradient of W1 against h; with h = ${h} it is ${float64} in float64 and ${float32} in float32`,
    best: (dtype) => `Best h in ${dtype}`,
    large: 'In float64 this h is on the right arm: larger than the best.',
    small: 'In float64 this h is on the left arm: too small.',
    middle: 'In float64 this h is near the best.',
    why: (error, best) =>
      `So why 1e-4? In float64 the best h here is ${best}; 1e-4 is on its safe side. The error there is about ${error}, and the left arm, where rounding ruins the slope, is far away.`,
    note: 'Shown is ‖n − a‖ / (‖n‖ + ‖a‖) for all of `W1`, where ‖ ‖ is a length, the root of the sum of the squares: n by nudging, with `numericalGradient` of @bilayer/gradient, a by backprop in float64. The loss is `softmaxCrossEntropy`, without the 1e-7 in the log, which backprop ignores. For float32 every array is float32.',
  },
  large: {
    title: 'Too large: the curve bends',
    text: [
      'Nudging takes the slope of the straight line through the two points at w − h and w + h. The loss is no straight line: the farther apart the points, the more of its bend gets in.',
      'Once `h` is small beside the bends, half the `h` gives about a quarter of the error: it goes with h².',
    ],
    loss: 'loss',
    tangent: 'exact slope',
    secant: 'through the two points',
    picture: (name, exact, numerical) =>
      `The loss against ${name}, the line with its exact slope ${exact}, and the line through the two points with slope ${numerical}`,
    half: 'Error with half the h',
    times: 'The first error is so many times larger',
  },
  small: {
    title: 'Too small: the subtraction eats the digits',
    text: [
      'A float64 holds about 16 digits, a float32 about 7. The two losses are nearly the same number: the digits in which they agree are gone after the subtraction. What is left is divided by 2h, and so are the rounding errors in it.',
      'Make `h` smaller and see how few digits are left. Then switch to float32.',
    ],
    float32: 'Compute in float32',
    alike: 'alike',
    left: 'Digits left',
    gone: 'Both losses are the same number: nothing is left, and the slope comes out as 0.',
    some: (digits) => `${digits} digits are left, and the last of them are rounding.`,
  },
};

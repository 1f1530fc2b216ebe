import type { CompareTexts } from '../../walk/compare.ts';

export const texts: CompareTexts = {
  question: 'The two gradients are not equal. How close is close enough, and which one is wrong?',
  answer:
    'Compare them parameter by parameter as ‖n − a‖ / (‖n‖ + ‖a‖): below 1e-7 backprop is right; above 1e-4 it has a mistake, or the function a kink. In between, find the reason. Here it is the 1e-7 in the log, which backprop leaves out, and not a mistake.',
  param: 'Parameter',
  numerical: 'numerical',
  backprop: 'backprop',
  difference: 'difference',
  error: (name) => `Relative error, ${name}`,
  small: {
    title: 'Side by side',
    text: [
      'Both methods answer the same question: how steep is the loss along each weight? The numerical gradient nudges and looks, backprop computes. To four digits they are equal; the third array shows what is left, in colours of its own scale.',
      'One number for each parameter is enough: the length of the difference over the sum of both lengths (a length is the root of the sum of the squares). Below 1e-7 all is well. Above 1e-4 something is wrong.',
    ],
    right: 'All four are below 1e-7: backprop is right.',
    between:
      'There is no mistake: a mistake would give far more than 1e-4. But for “all is well” it should be below 1e-7, and it is not quite; “Where the rest comes from” says why.',
    wrong: 'Above 1e-4: something is wrong.',
    check:
      'In the library this is `checkNetwork(net, x, t)`; for any function there is `checkGradient(f, x)`.',
  },
  slip: {
    title: 'Put a mistake into backprop',
    text: [
      'A backprop with a mistake still runs, and often even learns. Choose one, and see which parameters give it away: those computed by the wrong line, and by the later ones that use its result.',
    ],
    choose: 'Mistake',
    none: 'None',
    slope: 'Forgets z(1 − z), the slope of the sigmoid',
    mean: 'Forgets to divide by N',
    bias: 'Takes the mean for b1 instead of the sum',
    transpose: 'Forgets to transpose W2',
    comma: ', ',
    shown: (names) => `It shows in ${names}.`,
    nothing: 'Nothing stands out.',
    refused: 'This one does not even run, because all four sizes of this network are different:',
  },
  floor: {
    title: 'Where the rest comes from',
    text: [
      'The book computes log(y + 1e-7), so that log(0) cannot happen. The numerical gradient sees that 1e-7; backprop, with its plain y − t, does not. Make it smaller, and the two come closer.',
      'Then the error stops falling: what is left now is the `h` of the numerical gradient. Make that smaller, too.',
    ],
    epsilon: 'In the log',
    h: 'h',
    axis: 'relative error',
    picture: (epsilon, W1, W2) =>
      `The relative errors of W1 and W2 against the number in the log; at ${epsilon} they are ${W1} and ${W2}`,
    byEpsilon: 'Most of what is left comes from the number in the log.',
    byH: 'The number in the log no longer matters. What is left is h, and rounding.',
    tooLarge:
      'Above 1e-4, and yet there is no mistake: this h, or this number in the log, is too large for the check.',
  },
  real: {
    title: 'The book’s network',
    text: [
      'The same with 784 inputs, 50 hidden neurons and 100 digits: 39,760 slopes by nudging, and the same ones by backprop. A column of `W1` belongs to one hidden neuron and has a slope for each pixel, so it can be shown as a picture of 28 × 28. The first two pictures should look alike; the third is what is left between them.',
    ],
    compute: 'Compute both gradients',
    computing: 'Computing …',
    done: 'Both gradients are there.',
    exact: 'Leave out the 1e-7 (`softmaxCrossEntropy`)',
    neuron: 'Hidden neuron',
    strongest: (what) => `Largest, ${what}`,
    picture: (what, neuron) => `The slopes of the weights of hidden neuron ${neuron}: ${what}`,
    note: 'Each picture has its own scale: its largest number has the full colour. Blue is negative, orange positive. The whole of W1 is below: a row for each hidden neuron, a column for each pixel.',
  },
};

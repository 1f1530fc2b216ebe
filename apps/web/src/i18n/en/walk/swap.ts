import type { SwapTexts } from '../../walk/swap.ts';

export const texts: SwapTexts = {
  question:
    'What changes if I take ReLU instead of sigmoid, or another loss? And why is the class of chapter 5 not the one of chapter 4, though it has the same name?',
  answer:
    'Affine → activation → affine → output → loss: each of them can be another one, as long as its slope is exchanged with it. Chapter 5 has ReLU in the hidden layer and moves softmax into the loss, so that `predict` returns scores. The largest of them stays the largest.',
  hidden: 'Hidden activation',
  outputAndLoss: 'Output and loss',
  word: {
    title: 'Another activation: one word',
    text: [
      'In Python the function is exchanged in `predict` and its slope in `gradient`, and the two have to match. (For the book’s functions the slopes are in `functions.py`, such as `relu_grad`; for others one writes them.) Here an activation is a value that brings its slope along: one word changes.',
      'Choose one, then make all hidden biases smaller. Where the curve is flat the slope is 0, and a weight whose gradient is 0 does not move.',
    ],
    curve: (name) => `${name} and its slope`,
    value: (name) => name,
    slope: 'its slope',
    kinks: (places) => `A place where value, slope or curvature jumps: ${places}`,
    bias: 'Bias of all hidden neurons',
    steepest: 'Steepest slope of the curve',
    size: (name) => `Mean size in grads[\'W1\'], ${name}`,
    zeros: 'Exactly 0 in the gradient of W1',
    none: 'Every weight of W1 would move at the next update.',
    some: 'The weights of the neurons that no flower makes fire stand still.',
    all: 'No weight of W1 moves any more: no flower has a slope left to follow.',
    train: (name) => `Train with ${name}`,
    own: 'Write an activation of your own',
  },
  loss: {
    title: 'Another loss, and the output that goes with it',
    text: [
      'A loss says what it is given: probabilities, or scores of any size. So output and loss are chosen as a pair. (The book’s are softmax and `crossEntropy`; others are in use where numbers are wanted instead of kinds, or a yes or no.) The curve shows the loss of the first flower while only the score of its right answer changes; the dot is where the network is now.',
      'The slope is how hard the network is pulled. Where the loss is flat although the answer is badly wrong, on the far left, nothing pulls.',
    ],
    curve: (name) => `${name} over the score of the right answer, and its slope`,
    value: 'loss of the first flower',
    slope: 'its slope',
    loss: 'Loss of all five flowers',
  },
  race: {
    title: 'Beside sigmoid, on real digits',
    text: (updates, rate) =>
      `Losses of different kinds cannot be compared, but right answers can. Both networks (64-50-10) start from the same seed and see the same handwritten digits, 100 at a time, ${updates} times, at the rate ${rate} (divided by 100 for a loss that is a sum over the batch). What is counted is the test digits that they get right.`,
    start: 'Train both',
    curve: 'Share of test digits right over the updates, for both networks',
    updates: 'Updates',
    before: 'Not trained yet.',
    running: 'Training.',
    ahead: (name) => `Done. ${name} is ahead.`,
    even: 'Done. Both get as many right.',
  },
  chapters: {
    title: 'Chapter 4 and chapter 5',
    text: [
      'Two classes, one name, and three places where they differ: one for sigmoid or ReLU, two for where the softmax is. The same seed draws the same weights for both here. Chapter 4 returns probabilities, chapter 5 scores, which may be negative and add up to anything.',
      'Softmax keeps the order of a row. So the largest score is the largest probability, and `accuracy` works the same without it.',
    ],
    softmax: 'Put softmax after chapter 5',
    four: 'chapter 4: predict(x)',
    five: 'chapter 5: predict(x)',
    ofScores: 'argmax of the scores',
    ofSoftmax: 'argmax of softmax(scores)',
  },
  kink: {
    title: 'The slope of ReLU at 0',
    text: [
      'Left of 0 the slope is 0, right of it 1. At 0 itself there is none, and the program has to choose. The book has both: its ReLU layer takes 0, `relu_grad` in its `functions.py` takes 1. The numerical gradient looks at both sides and sees the mean.',
    ],
    curve: (a, slope) => `relu and its slope; at ${a} the slope is ${slope}`,
    ours: 'relu.backward here, and the layer',
    other: 'relu_grad in functions.py',
    numerical: 'Numerical gradient',
    atKink: 'At exactly 0 the three disagree. All are a choice; a number from data is rarely exactly 0.',
    elsewhere: 'Away from 0 all three agree.',
  },
  overwrite: {
    title: 'A backward that writes over its input',
    text: [
      'The book’s `Relu.backward` sets numbers of `dout` to 0 and returns that same array. This saves memory, but whoever still needs `dout` afterwards, a second branch or a check by hand, finds other numbers in it. (`dout` is what comes back to the layer, `dx` what it hands on.) Here that code is run; the numbers that changed are framed.',
      'The functions of Bilayer never change what they are given: they return a new array.',
    ],
    ours: 'With `relu.backward` of Bilayer',
    before: 'dout before',
    after: 'dout after',
    changed: 'Numbers of dout that changed',
  },
};

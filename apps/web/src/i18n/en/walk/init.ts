import type { InitTexts } from '../../walk/init.ts';

export const texts: InitTexts = {
  question: 'The weights are only random numbers? And why are the biases zero, but the weights not?',
  answer:
    'Weights start random so that the hidden neurons differ, and can learn different things; biases may start at zero, since the weights already make the difference. A bias says how easily its neuron fires: with x = 0 it is all that is left.',
  draw: {
    title: 'Four arrays, and nothing else',
    text: [
      'Everything the network ever learns is in four arrays. `W1` has a row for every input and a column for every hidden neuron; `W2` a row for every hidden neuron and a column for every answer. Step through the lines that make them.',
    ],
    steps: [
      '`params` is a dictionary, still empty.',
      '`W1`: 2 inputs × 4 hidden neurons, drawn from a normal distribution (mostly near 0, seldom far from it) and made smaller by `weight_init_std`.',
      '`b1`: one bias for each hidden neuron, all 0.',
      '`W2`: 4 hidden neurons × 3 answers, drawn like `W1`.',
      '`b2`: one bias for each answer. The network is complete: 27 numbers.',
    ],
    std: 'weight_init_std',
    real: (weights) =>
      `The book takes 0.01. With 784 inputs, 50 hidden neurons and 10 answers the same lines make ${weights} numbers.`,
  },
  zeros: {
    title: 'Why not start from zeros?',
    text: [
      'Zeros look like the tidier choice. Switch to them and let the network learn from its five flowers: each column of `W1` is one hidden neuron. (Learning: each update moves every weight a little in the direction that lowers the loss, the number that says how wrong the answers are. The lesson “numerical_gradient: nudge and look” shows how that direction is found.)',
      'Neurons that start alike are moved alike, and stay alike for ever. Four hidden neurons then do the work of one.',
    ],
    zeros: 'Start from zeros',
    updates: 'Updates',
    different: 'Different columns in W1',
    alike: 'All columns are the same: every hidden neuron computes the same thing.',
    unlike: 'Every column goes its own way.',
  },
  bias: {
    title: 'The bias: how easily a neuron fires',
    text: [
      'Feed the network a flower without petals, x = (0, 0). Then `np.dot(x, W1)` is 0 whatever the weights are, and `a1`, what arrives at the hidden neurons, is the bias alone. The **sigmoid** turns it into a number between 0 and 1, `z1`: how strongly each neuron fires. (The next lesson steps through them.) Slide `b1` of the first neuron.',
    ],
    slide: 'b1[0]',
    fires: 'z1[0] = sigmoid(b1[0])',
    curve: (b, z) => `The sigmoid; at ${b} it is ${z}`,
    sigmoid: 'sigmoid',
  },
};

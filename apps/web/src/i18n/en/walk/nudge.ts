import type { NudgeTexts } from '../../walk/nudge.ts';

export const texts: NudgeTexts = {
  question:
    'What does `numerical_gradient` do, line by line? And why does every weight take two forward passes?',
  answer:
    'Each weight in turn is moved up by `h` and down by `h`, and the loss is computed both times; the difference divided by `2*h` is the slope for that weight. One loss is one whole forward pass, so n weights take 2 · n passes.',
  slope: {
    title: 'A slope, without calculus',
    text: [
      'All weights but one stay as they are. Then the loss depends on that one weight only, and can be drawn as a curve. Look at the loss a little to the right of the weight (`fxh1`) and a little to the left (`fxh2`), and put a straight line through both points.',
      'How steep the line is, is the **slope**: how much the loss rises when the weight goes up by 1. The smaller `h` is, the closer the line comes to the curve at the weight itself. The slope there is what books call the **derivative**, and the slopes of all weights together are the **gradient**.',
    ],
    choose: 'Choose one of the 27 weights and biases:',
    h: 'h',
    loss: 'loss',
    line: 'the line through both points',
    plot: (element, weight, slope) =>
      `The loss over ${element}, which is ${weight}; the slope there is ${slope}`,
    rises: (element, slope) =>
      `At this pace the loss rises by ${slope} when \`${element}\` goes up by 1. To lower the loss, this weight has to go down.`,
    falls: (element, slope) =>
      `At this pace the loss falls by ${slope} when \`${element}\` goes up by 1. To lower the loss, this weight has to go up.`,
  },
  lines: {
    title: 'The same as code',
    text: ['The function does just that, with `h = 1e-4`. Follow it for one weight, the one chosen above.'],
    chosen: (element) => `The weight: ${element}`,
    steps: [
      'The function is given `f`, which computes the loss, and `x`, an array of weights. `grad` has the same shape, full of zeros. (TypeScript nudges a copy of its own; Python nudges `x` itself.)',
      'The loop has come to our weight. `tmp_val` keeps its value for later.',
      'The weight goes up by `h`. The array `x` itself has changed, in this one place.',
      '`f(x)` computes the loss: the whole network, from the flowers to one number. That is forward pass one.',
      'Now the weight goes down by `h`, from where it was at first.',
      '`f(x)` once more, with the other value: forward pass two.',
      'The difference of the two losses, divided by the distance `2*h`: the slope. It goes into the same place of `grad`.',
      'The weight gets its old value back, so that the next weight is nudged in the network as it was.',
    ],
    passes: 'Forward passes for this weight',
  },
  all: {
    title: 'And now all 27',
    text: [
      '`f(x)` answers one question at a time: what is the loss if this one weight is here? It gives back a single number, which says nothing about the other weights. So each weight needs two answers of its own.',
    ],
    play: 'Play',
    pause: 'Pause',
    step: 'One weight',
    finish: 'All at once',
    again: 'From the start',
    weights: 'Weights done',
    passes: 'Forward passes',
    difference: 'Largest difference from net.numericalGradient',
    whole:
      'Done: two forward passes for every weight. The method of the library finds the same numbers; what difference there is comes from rounding.',
    real: (weights, passes) =>
      `The book's network has ${weights} weights: ${passes} forward passes for a single gradient.`,
  },
  walk: {
    title: 'Which weight comes next: idx',
    text: [
      '`W1` is a matrix: to reach one weight takes a row and a column. `np.ndindex(x.shape)` (or `np.nditer`, in the code that comes with the book) gives such pairs one after another. The function as printed in the book has `range(x.size)`, which counts 0, 1, 2, …: right for an array of one dimension, such as `b1`.',
      'Switch, and see what `x[idx]` is then. TypeScript keeps all numbers in one row, `x.data`, so there one counter reaches everything.',
    ],
    range: '`range(x.size)`, as printed in the book',
    number: (idx) => `\`idx\` is the pair \`${idx}\`: row and column. \`x[idx]\` is one weight.`,
    row: (idx) =>
      `\`idx\` is the number ${idx}. With a matrix, \`x[${idx}]\` is the whole row: all its weights would be nudged together.`,
    error: (idx) =>
      `\`idx\` is the number ${idx}, but there is no row ${idx}: Python stops with an \`IndexError\`.`,
  },
};

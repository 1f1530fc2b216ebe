import type { BackpropTexts } from '../../walk/backprop.ts';

export const texts: BackpropTexts = {
  question:
    'Why does it begin with (y − t) / N? Where do the transposes come from, and why is the bias gradient a sum?',
  answer:
    'Softmax and cross-entropy cancel to y − t, and the loss is a mean, so it is divided by N. A weight meets every row of the batch, so its gradient is a sum over the rows, and the transposes put the numbers that meet side by side. A bias is added to every row, so its gradient is the sum of what the rows say.',
  lines: {
    title: 'gradient, line by line',
    text: [
      'First the network answers, just as in `predict`. Then it goes back, from the end to the beginning. `da2` in the code is short for “the slope of the loss by `a2`”: how many times as much the loss rises when a number of `a2` rises a little.',
      'The idea is the same in each line. In “Why it is so slow” a nudge of `W1` moved `a1`, which moved `z1`, then `a2`, then `y`. If `z1` moves 0.2 times as far as `a1`, and the loss 3 times as far as `z1`, then the loss moves 0.2 · 3 times as far as `a1`: moves of moves are multiplied. That is the **chain rule**. `gradient` does these multiplications from the end to the beginning, and so for all weights at once.',
      'Each line makes one array out of those that are there already. Step on, and compare the shapes: a gradient has the shape of the array it belongs to.',
    ],
    steps: [
      'Forward: `a1`, `z1`, `a2`, `y`, as in `predict`. They are kept, since the way back needs them.',
      '`da2`: the answer minus the truth, divided by the 5 rows. This is where the loss comes in.',
      'The gradient of `W2`, (4, 3) like `W2`: what went into the layer, `z1`, times what comes back, `da2`.',
      'The gradient of `b2`, (3,) like `b2`: `da2` added up over the rows.',
      '`dz1`, (5, 4) like `z1`: what comes back goes on through `W2`, against the direction of `predict`.',
      '`da1`: through the sigmoid. Its slope is `z1 * (1 - z1)`, so each number is multiplied by the one at its own place.',
      'The gradient of `W1`: the same line as for `W2`, with this layer’s input `x` and its `da1`.',
      'The gradient of `b1`: `da1` added up over the rows. All four gradients are there, after one way back.',
    ],
    nudged: 'Slope of sigmoid at a1[0, 0], by nudging',
    inputs: 'What this line works with',
    result: 'What is there so far',
  },
  cancel: {
    title: 'Why it is just y − t',
    text: [
      'Take one flower. Its loss is −log of the probability at the right label, as in the lesson on `loss`. Find its slopes as in “nudge and look”: move one of the three scores up by h = 1e-4, then down, and divide the difference of the two losses by 2h.',
      'Do that for each score, and beside it see what softmax gave (`y`), the truth (`t`: 1 at the right label, 0 elsewhere) and their difference. The slope is `y − t`, whatever the scores: choose another flower, or slide one.',
    ],
    flower: 'Flower',
    score: (k) => `a2[${k}]`,
    label: (flower, kind) => `${flower}: ${kind}`,
    nudge: 'Nudge',
    up: (k) => `loss with \`a2[${k}]\` + h`,
    down: (k) => `loss with \`a2[${k}]\` − h`,
    slope: 'slope',
    table: 'The slope of the loss found by nudging each score, and beside it the short way:',
    each: 'scores',
    found:
      'At the right label `y − t` is below 0: more of this score, and the loss falls. At the two others it is above 0: more of them, and the loss rises. The further the answer is from the truth, the steeper. So the code need not nudge: it subtracts. (The division by N is the next section.)',
    why: 'Why? The loss of one flower is −log(`exp_x` / sum) at its label, which is the same as log(sum) − score. Raise a score a little. If it is that of the label, “− score” falls by as much: that is −`t`. And log(sum) rises by the part of the sum that this score has, which is `y`. Together: `y − t`.',
    derivatives: {
      title: 'For those who know derivatives: the same by the chain rule',
      text: [
        'A nudge of a score does not reach the loss at once. It first moves `y`, by so much for each bit of the score; then each bit of `y` moves the loss by so much. Moves of moves are multiplied: if `y` moves 0.2 times as far as the score, and the loss −3 times as far as `y`, then the loss moves −0.6 times as far as the score. That is the **chain rule**.',
        'The loss is −log of `y` at the label, and the derivative of that is −1/`y` there and 0 elsewhere. In softmax each score moves all probabilities: the table of those derivatives has y(1 − y) on its diagonal and −y·y beside it.',
        'Multiply the two, and in the lit row the y at the label cancels against the 1/y. What is left is y − 1 at the label and y elsewhere, so `y − t`.',
      ],
    },
    outer: 'slope of the loss by `y`',
    inner: 'slope of `y` by `a2`',
    product: 'multiplied',
    short: 'the short way',
    apart: 'Largest difference',
    note: 'The loss in the code adds 1e-7 inside the log, so that log(0) cannot occur. `y − t` leaves that out, as in the book; to the digits shown here it makes no difference.',
  },
  divide: {
    title: 'Why it is divided by N',
    text: [
      'The loss is the **mean** over the rows, so each row has only one N-th of a say. Write the same five flowers below themselves, two to four times: nothing new is learnt from that, so the gradient should stay as it is.',
      'Switch the division off and repeat the batch. The gradient (its length: the root of the sum of the squares) grows with the rows, and each step with it, just as if the learning rate had been multiplied.',
    ],
    divides: 'Divide by `N`',
    times: 'The batch, repeated',
    rows: 'Rows, N',
    length: 'Length of the gradient',
    factor: 'As if the learning rate were multiplied by',
    curve: (rows) =>
      `The length of the gradient against the rows of the batch, with and without the division; now ${rows} rows`,
    withDivision: 'divided by N',
    without: 'not divided',
    rowsAxis: 'rows',
    lengthAxis: 'length',
    same: 'With the division it does not matter how often the batch is repeated.',
    grows: (factor) => `Without the division each step is ${factor} times as long.`,
  },
  shapes: {
    title: 'Where the transposes come from',
    text: [
      'You need not remember where the `.T` goes. Choose what is wanted, then the two factors, out of what is at hand in that line. Only one choice gives the right shape.',
      'In `np.dot(a, b)` the second number of a’s shape has to be the first of b’s; it goes, and the two outer ones are the shape of the result.',
    ],
    wanted: 'Wanted',
    first: 'First factor',
    second: 'Second factor',
    fits: (name) => `It fits, and the numbers are those of \`${name}\` in the code.`,
    otherShape: (got, wanted) => `That can be multiplied, but the result is ${got}, and ${wanted} is wanted.`,
    message: 'These two cannot be multiplied. The library says:',
    pick: 'Choose a cell of the result to see what is added up in it.',
    sums: {
      dW2: (row, column) =>
        `Column ${row} of \`z1\` meets column ${column} of \`da2\`, row by row of the batch. \`W2[${row}, ${column}]\` was used once for each of the five flowers: nudged, it moves \`a2\` there \`z1\` times as far, and \`da2\` says what that does to the loss. So five products are added up. The \`.T\` turns that column into the row that \`np.dot\` takes.`,
      dz1: (row, column) =>
        `Neuron ${column} (counted from 0) fed answer k along the weight \`W2[${column}, k]\`, so what \`da2\` says comes back along the same weight: \`da2[${row}, k] * W2[${column}, k]\`, added up over the three k. That is row ${row} of \`da2\` with row ${column} of \`W2\`; the \`.T\` turns that row into the column that \`np.dot\` takes.`,
      dW1: (row, column) =>
        `Column ${row} of \`x\` meets column ${column} of \`da1\`, row by row of the batch. \`W1[${row}, ${column}]\` was used once for each of the five flowers, so five products are added up.`,
    },
  },
  bias: {
    title: 'Why the bias gradient is a sum over the batch',
    text: [
      '`b2` has shape (3,), `a2` has five rows: broadcasting adds the same `b2` to each row. One bias is wired to five numbers. Nudge it and watch all five move by the same amount.',
      'Going back, each of the five says how much the loss would rise. It was one and the same bias that moved them all, so the five are added up.',
    ],
    which: 'Bias',
    nudge: (j) => `b2[${j}], moved by`,
    picture: (j) => `One bias, b2[${j}], and the five rows of a2 that it is added to`,
    steps: [
      'Forward: the one bias is added to all five rows.',
      'Back: the slopes of the five rows flow to the bias and are added up. Thick wires carry more; blue is negative, orange positive.',
    ],
    sum: 'The five rows, added up',
    slope: 'For comparison: `b2` nudged by ±1e-4',
  },
};

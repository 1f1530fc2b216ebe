import type { PredictTexts } from '../../walk/predict.ts';

export const texts: PredictTexts = {
  question:
    'Which number is multiplied with which in `np.dot(x, W1) + b1`? Where do the shapes come from? And what do sigmoid and softmax do to them?',
  answer:
    'Every number of `a1` is one row of `x` times one column of `W1`, added up, plus one bias: (5, **2**) · (**2**, 4) gives (5, 4), and the equal inner numbers disappear. Sigmoid keeps the shape and brings each number between 0 and 1; softmax makes every row add up to 1.',
  steps: {
    title: 'Five flowers at once',
    text: [
      '`x` holds five flowers: a row each, with the length and the width of its petals in centimetres. `predict` takes all rows through the same lines together. Step through them, and watch the shapes.',
    ],
    steps: [
      'The four arrays are taken out of `params`. Nothing is computed yet.',
      '`a1`: dot product plus bias. A row for each flower, a column for each hidden neuron.',
      '`z1`: sigmoid of each number of `a1` by itself. The shape stays.',
      '`a2`: the same again, with `z1` in place of `x`. A column for each kind of iris.',
      '`y`: softmax of each row. Three probabilities that add up to 1.',
      '`y` is returned. The largest number of a row, framed here, is the answer for that flower.',
    ],
    answers: '`np.argmax(y, axis=1)`',
  },
  cell: {
    title: 'Which row meets which column?',
    text: [
      'Point at a cell of the result, or go through the cells with the arrow keys. The row of the first array and the column of the second that made it are framed, and the sum is written out below.',
      'Row and column must have the same number of terms. That is why the two inner numbers of the shapes have to be equal.',
    ],
    which: 'Result',
    label: (cell, value) => `${cell} = ${value}`,
  },
  product: {
    title: 'Dot product or product of elements?',
    text: [
      'Both are called a product, and in some books by the same word. `np.dot(A, B)` multiplies a row with a column and adds up. `A * B` multiplies each number with the one in the same place, and adds nothing.',
      'For two square arrays both work, with different results, so that no error gives a mix-up away. Choose other arrays, and one of the two refuses.',
    ],
    both: 'Both shapes fit. Nothing warns you if you take the wrong one.',
  },
  bias: {
    title: 'One bias for five rows',
    text: [
      '`b1` has the shape (4,), and what it is added to (5, 4). The same row is added to each of the five: this is **broadcasting**. `x` and `W1` are those of above. The network’s biases are all 0 at the start, which would show nothing, so this `b1` is made up.',
    ],
    rows: 'Write the rows out',
    difference: 'Largest difference between the two ways',
  },
  sigmoid: {
    title: 'Sigmoid, and two brackets',
    text: [
      'Sigmoid is `1 / (1 + e^-x)`. (e^x is `np.exp(x)`: always above 0, and each 1 more in x makes it e = 2.718… times as large. So e^-x is huge for x far below 0 and almost 0 for x far above it.) In running text the brackets are easily lost, and `1 / 1 + e^-x` means something else: division comes before addition, so that it is 1 + e^-x. Switch the brackets off. Point at a cell of `a1` to see its place on the curve.',
      'The `x` of a function is whatever it is handed, here `a1`, and not the flowers.',
    ],
    brackets: 'Forget the brackets',
    least: 'Smallest in z1',
    most: 'Largest in z1',
    curve: (a, z) => `The curve from a1 to z1; at ${a} it is ${z}`,
    right: 'All of z1 is between 0 and 1, and grows with a1.',
    wrong: 'Nothing is between 0 and 1 any more, and z1 falls where a1 grows.',
  },
  softmax: {
    title: 'What softmax is for',
    text: [
      '`a2` holds a score for each kind: any numbers, also below 0. What is wanted are probabilities: none below 0, and together 1. So softmax takes e^x of each score (its `x` is what it is handed, here one row of `a2`, not the flowers) and divides by their sum.',
      'e^x is always above 0 and grows with x. So the largest score keeps the largest share. Slide one score up, and its share grows while the two others shrink: all three share the same 1.',
    ],
    flower: 'Flower',
    total: 'Sum of `exp_x`',
    together: 'Sum of `y`',
    pick: 'Choose a cell of `y` to see the division.',
  },
  max: {
    title: 'Why softmax subtracts the maximum',
    text: [
      'As soon as x is above about 709, e^x is larger than any number that float64 can hold. Scores like 1010, 1000, 990 are enough. Softmax only depends on the differences between the scores, so the largest, c, may be subtracted first (e^(x − c) is e^x / e^c, and the same e^c above and below the line cancels): then no exponent is above 0.',
      'Add a constant to all scores `a2`, and see `y` with and without the subtraction.',
    ],
    slide: 'Added to all scores',
    subtract: 'Subtract the maximum',
    change: 'Largest change of y',
    same: 'The answers stay the same. What is left is rounding in the last digits.',
    overflow: 'exp overflows to inf, and inf / inf is nan.',
    underflow: 'exp underflows to 0, and 0 / 0 is nan.',
  },
  axis: {
    title: 'axis and keepdims',
    text: [
      '`axis` names the direction that disappears: `axis=1` adds along each row, `axis=0` down each column. With `keepdims=True` it stays as a length of 1, so that the sums still stand beside their rows. Point at a sum to see what was added.',
    ],
    axis: 'Direction',
    right: 'Every row of y adds up to 1: each flower has its probabilities.',
    wrong:
      'It runs without an error, but the columns add up to 1 and not the rows: the flowers share one probability.',
    misfit: 'Without keepdims the five sums are a row, and a row of five does not fit beside rows of three:',
  },
};

import type { LossTexts } from '../../walk/loss.ts';

export const texts: LossTexts = {
  question:
    'What does `y[np.arange(batch_size), t]` pick? What if `t` is one-hot? And why is the loss differentiated, when it is the accuracy that I want?',
  answer:
    'The loss looks at one number in each row of `y`, the probability of the right answer, and takes the mean of `-log` of them. It has a slope for every weight; the accuracy moves in steps, and between them its slope is 0 and says nothing. Labels and one-hot rows need different formulas, and the wrong pair may run all the same.',
  pick: {
    title: 'One cell in each row',
    text: [
      '`y` has a row for each flower: three probabilities, one for each kind. `t` says which kind the flower is. Step through the lines; then choose another cell in a row of `y` to make it the label, and watch the loss follow.',
    ],
    steps: [
      '`batch_size` is the number of rows of `y`: 5.',
      '`np.arange(batch_size)` counts the rows: 0, 1, 2, 3, 4.',
      'Two lists of indices make pairs (row, label): one cell in each row.',
      '`picked` is what is in those five cells: the probability of each right answer.',
      '`log` asks which power of e gives a number: for 1 it is 0, below 1 it is negative, hence the minus. So `-log` is 0 where the probability is 1, and each time the probability is halved it is 0.69 more.',
      'The mean of the five is the loss.',
    ],
    table: 'y, with the picked cell of each row',
    choose: (row, label) => `Row ${row}: take ${label} as the label`,
    mean: 'loss: the mean of the five',
    curve: '−log from 0 to 1, with a point for each picked probability',
  },
  zero: {
    title: 'Why `+ 1e-7`?',
    text: [
      'Suppose that the network is so sure of a wrong answer that the probability of the right one is rounded to 0. The logarithm of 0 is minus infinity, and one such row makes the mean of the whole batch infinite. Slide the first flower’s probability to the left, down to 0.',
      'With `1e-7` added, the worst that a row can cost is `-log(1e-7)`; a probability that is not tiny hardly feels it.',
    ],
    slide: 'picked[0]',
    without: '-log(picked[0])',
    with: '-log(picked[0] + 1e-7)',
    meanWithout: 'Mean of the batch without it',
    meanWith: 'Mean of the batch with it',
    curve: '−log of a probability with and without 1e-7, from 1e-20 to 1',
    finite: 'Both are finite.',
    infinite: 'Without the `1e-7` the whole batch is infinite, because of one row.',
  },
  targets: {
    title: 'Labels or one-hot rows',
    text: [
      'The right answers can be written as labels, `2`, or as one-hot rows, `[0, 0, 1]`. The book has a formula for each. Give each formula both kinds of targets and see what NumPy does: with most numbers of rows it refuses the wrong pair, but with one row, or with as many rows as kinds, the shapes can be **broadcast**, and a wrong number comes out without a word.',
      'Our library has one function for both. Whole numbers of shape (N,) are labels, floats in the shape of `y` are rows, and anything else is an error.',
    ],
    rows: 'Rows in the batch',
    floats: 'Targets as floats, as `np.eye` makes them',
    table: 'What each formula gives for each kind of targets',
    labels: 'labels',
    oneHot: 'one-hot rows',
    right: 'right',
    wrong: 'runs, and is wrong',
    refused: 'refused',
    library: 'our library',
    example:
      'The book’s example of section 4.2 is one row of ten probabilities with the label 2. Whoever gives the formula for labels its one-hot row gets this:',
    exampleLabel: 'loss_of_labels, label',
    exampleRow: 'loss_of_labels, one-hot row',
    order:
      'One slip no shape gives away: `loss_of_one_hot(t, y)`. Both are rows of one shape, so it runs, and in our library, too. Only its number, far too large, tells:',
  },
  accuracy: {
    title: 'Why the loss, and not the accuracy?',
    text: [
      'Accuracy is what we care about: how many of the five flowers are right. But to improve a weight one must know which way to move it, and that is what the **slope** says: how much the loss rises when the weight goes up by a little. (The next lesson measures it.) Choose a weight and slide it.',
      'The loss moves with every nudge. The accuracy changes only where a flower tips from one answer to another; between those places its slope is exactly 0, and 0 points nowhere.',
    ],
    slide: (weight) => weight,
    choose: (weight) => `Slide ${weight}`,
    step: 'To the next step of the accuracy',
    noStep: 'Along this weight the accuracy takes no step.',
    only: 'It is the only step along this weight.',
    curve: (value, weight) => `The ${value} against ${weight}`,
    loss: 'loss',
    accuracy: 'accuracy',
    lossSlope: 'Slope of the loss',
    accuracySlope: 'Slope of the accuracy',
    flat: 'The accuracy’s slope is 0: it does not say which way is better.',
    jump: 'Right at a step the nudge jumps over it; what comes out is the height of the step divided by `2 * h`. Another `h` gives another number.',
  },
  sign: {
    title: 'Down, not up',
    text: [
      'The slope says how much the loss rises when a weight goes up by a little: it points uphill. An update moves each weight against it, `-=`, by the slope times a small number, the **learning rate**. With `+=` everything runs, no shape is wrong, and the loss rises. If yours rises, look at the sign first; then make the learning rate smaller.',
    ],
    up: '`+=` instead of `-=`',
    curve: 'The loss during 40 updates',
    update: 'update',
    loss: 'loss',
    first: 'Loss before',
    last: 'Loss after 40 updates',
    falls: 'The loss falls.',
    rises: 'The loss rises: every update climbs.',
    swapped: 'Other slips are caught by shapes. Of `network.loss(t, x)` our library says:',
  },
};

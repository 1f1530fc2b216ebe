import type { BugsTexts } from '../../walk/bugs.ts';

export const texts: BugsTexts = {
  question:
    'Why is `x[idx] = tmp_val` needed at the end? Why must I write [3.0, 4.0]? And why does the function from the text stop at W1?',
  answer:
    'All three are about where a number is kept. The helper works on the network’s own array: what it moves it has to put back. An array of integers cannot hold 3.0001. And `x[idx]` of a matrix is no number but a row; what is taken out of it is a second name for the same memory, which moves when the row is moved.',
  restore: {
    title: 'Without the last line',
    text: [
      'The helper moves one weight by `h`, looks, and puts it back. Leave out the line that puts it back, and every weight that has been looked at stays where the second look left it: at w − h.',
      'Each later slope is then measured on another network. With the book’s `h` that is easy to miss. Make `h` larger and it is not.',
    ],
    leaveOut: 'Leave out `x[idx] = tmp_val`',
    h: 'h',
    param: 'Parameter',
    right: 'grad, put back',
    now: 'grad, now',
    drift: 'now − put back',
    moved: (name) => `${name} after − before`,
    count: 'Weights that have moved',
    lossBefore: 'Loss before',
    lossAfter: 'Loss after asking for the gradient',
    good: 'Every weight is back where it was. Asking for the gradient has changed nothing.',
    bad: (h) =>
      `Nobody has trained, and yet all weights of the network are lower by ${h}: asking for the gradient has changed it.`,
    copy: 'The TypeScript on this page works on a copy of its own. Without the line its later slopes are as wrong, but the network stays whole.',
  },
  integer: {
    title: 'An array of integers',
    text: [
      'NumPy makes `np.array([3, 4])` an array of integers, and an integer array keeps no digits after the point: what is stored in it is cut off, without a word. 3 + 0.0001 becomes 3 again, and 3 − 0.0001 becomes 2.',
      '`np.zeros_like(x)` then is an array of integers, too, so the slopes are cut off as well. The exact slope of x² is 2x: at 3 it is 6. Turn the switch on, and pick an element of `x` to see what happens to it.',
    ],
    integers: 'Write 3 instead of 3.0: an array of integers',
    grad: 'grad',
    right: 'The exact slopes, 2x',
    pick: 'The element',
    stored: (what) => `${what}, stored`,
    asStored: (computed, stored) => `${computed} → ${stored}`,
    library: '@bilayer/gradient, given the same x',
    says: 'It refuses and says why, where NumPy goes on in silence:',
    fine: 'With floats it answers.',
    rightSlopes: 'Its slopes as floats',
    weights:
      'The same with weights: someone writes whole numbers for `W1`, here the first weights times 4, rounded. With the switch on they are an array of integers, too, and so is the gradient:',
  },
  rows: {
    title: 'The function from the text, on a matrix',
    text: [
      'The book’s text first shows a helper for vectors: `idx` counts from 0 to `x.size - 1`. Of a vector, `x[idx]` is a number. Of the matrix `W1` it is a whole row, and `tmp_val` is not a copy of that row but a second name for it: a **view**.',
      'Step through it on the vector `b1`, where it is right. Then turn the switch on, and watch `tmp_val` while `x[idx]` is moved.',
    ],
    matrix: 'Run it on the matrix `W1`',
    memory: (name) => `The memory of ${name}`,
    copy: 'tmp_val: a copy',
    untouched: 'f(x) with x untouched',
    half: 'Half the sum of the row’s true slopes',
    apart: 'Relative error against backprop',
    stopped: 'What it stops with',
    ofRows: {
      start:
        '`grad` is as large as `W1`. `x.size` is 8, so `idx` will go from 0 to 7. But there are only two rows.',
      read: (idx) => `\`x[${idx}]\` is a row of four numbers. \`tmp_val\` is a second name for it.`,
      up: (idx) => `All four numbers of row ${idx}, counted from 0, move up by h, and \`tmp_val\` with them.`,
      above: () => 'The loss with the whole row moved up.',
      down: (idx) =>
        `\`tmp_val\` has moved up already, so \`tmp_val - h\` is where row ${idx} was at the start. It is not below.`,
      below: () => 'So this is the loss with nothing moved.',
      slope: (idx) =>
        `One number for all of row ${idx}: one step of h divided by two, so half the sum of its four slopes.`,
      back: () => 'This line copies the row onto itself. It does nothing.',
      error: (idx, rows) => `\`x[${idx}]\`: there are only ${rows} rows, and it stops.`,
    },
    ofVector: {
      start: '`b1` is a vector of four numbers: `idx` goes from 0 to 3.',
      read: (idx) => `\`x[${idx}]\` is a number. \`tmp_val\` is a copy of it, with a place of its own.`,
      up: (idx) => `\`x[${idx}]\` moves up by h. \`tmp_val\` stays.`,
      above: () => 'The loss with one number moved up.',
      down: (idx) => `\`x[${idx}]\` is now below where it was, by h.`,
      below: () => 'The loss with one number moved down.',
      slope: (idx) => `The slope of \`b1[${idx}]\`: two steps of h, divided by two.`,
      back: () => '`tmp_val` still knows the number, and it is put back.',
      rest: 'The other three go the same way. For vectors the function is right.',
    },
  },
};

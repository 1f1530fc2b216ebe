import type { DrawTexts } from '../draw.ts';
import { errors } from './errors.ts';

export const texts: DrawTexts = {
  draw: 'Draw a digit',
  undo: 'Undo',
  clear: 'Clear',
  pad: 'Drawing pad',
  hint: 'Draw a digit from 0 to 9 here',
  cursor: (column, row, ink) => `column ${column}, row ${row}${ink ? ', ink' : ''}`,
  cleared: 'Cleared.',
  undone: 'Taken back.',
  keys: 'With the keyboard: the arrow keys move a cursor on a 14 × 14 grid, Space inks; hold Space or Shift while moving to draw a line. Ctrl+Z takes back, Delete clears.',
  examples: 'Or take a real one, written by hand, or drop a picture on the page:',
  example: (digit) => `A handwritten ${digit}`,
  loadFailed: 'The network could not be loaded.',
  again: 'Try again',

  answer: 'The network says',
  nothingDrawn: 'nothing drawn yet',
  says: (name, share) => `The network says ${name}, ${share}.`,
  classLabel: (name, share) => `${name}: ${share}`,
  askNote: 'Choose a class to see what speaks for and against it.',
  scoresNote: 'This network gives scores, not probabilities: the largest wins.',

  steps: 'What the network gets to see',
  prepared: 'Prepare as in training',
  stepsNote:
    'It knows only digits as MNIST has them: cut out, 20 pixels high or wide, their centre of mass in the middle of 28 × 28. A drawing has to be made so, too.',
  digitsNote:
    'It knows only digits as this data set has them: over the whole height of 32 × 32, upright, with an even pen, then counted in blocks. A drawing has to be made so, too.',
  stepsEmpty: 'The steps appear as you draw.',
  mnistSteps: [
    { title: '1. Cut out', note: (size) => `the ink’s box, ${size} pixels of the pad` },
    { title: '2. Scale', note: (size) => `to fit 20\u00a0×\u00a020, in proportion: ${size}` },
    { title: '3. Centre', note: () => 'the centre of mass (dot) to the middle of 28\u00a0×\u00a028' },
  ],
  digitsSteps: [
    { title: '1. Cut out', note: (size) => `the ink’s box, ${size} pixels of the pad` },
    { title: '2. Even out', note: (size) => `${size}: full height, even pen, upright` },
    { title: '3. Count', note: (size) => `the ink in each block of 4\u00a0×\u00a04: ${size}` },
  ],
  wholePad: 'The whole pad',
  wholePadNote: 'with the digit wherever it was drawn',
  shrunk: 'Shrink',
  shrunkNote: (side) => `to ${side} × ${side}, and no more`,
  inputLabel: (side) => `What the network gets: ${side} × ${side} pixels`,
  without: (name, share) => `Without this preparation it would say ${name}${share && ` (${share})`}.`,
  with: (name, share) => `With the preparation it says ${name}${share && ` (${share})`}.`,

  units: 'Hidden units',
  unitsEmpty: 'Draw something to see which hidden units fire, and what each of them looks for.',
  fired: (count, all) => `${count} of ${all} fire: their weighted sum is above 0`,
  unitsNote: (name) =>
    `The strip shows the outputs of all units; the stronger, the more a cell stands out. Below it are those that matter most for “${name}”: the picture is what a unit looks for (its weights), the number what it adds to the score of “${name}”.`,
  unit: (number) => `Unit ${number}`,
  unitLabel: (number, part, name) => `Unit ${number}: ${part} for ${name}`,
  looksFor: 'its weights',
  input: 'the input',
  product: 'what counts',
  weightedSum: 'Weighted sum',
  output: 'Output',
  contribution: (name) => `Share in the score of “${name}”`,
  sum: (shown, sum, rest, bias, score, name) =>
    `These ${shown} together: ${sum}; all others: ${rest}; bias b2: ${bias}. The score of “${name}” is ${score}.`,
  against: 'negative: speaks against',
  for: 'positive: speaks for',

  source: 'Which network?',
  sources: {
    page: 'The one of this page, trained on MNIST',
    training: 'The one being trained in Train',
    file: 'From your file',
  },
  openFile: 'Open a model file …',
  pageNote: (accuracy) => `It gets ${accuracy} of MNIST’s 10,000 test images right.`,
  trainingNote: (iteration, accuracy) => `${iteration} updates made; test accuracy ${accuracy}.`,
  noPictures: 'Train has data without pictures. Choose digits or MNIST there to try that network here.',
  needsMnist: 'Train waits for MNIST’s files.',
  sizes: (sizes, activation) => `${sizes}, ${activation}.`,
  run: 'Train on',
  more: (epochs) => `Train ${epochs} more epochs`,
  pause: 'Pause training',
  fileNote:
    'Files: .safetensors of this page or of the command line, for 28 × 28 or 8 × 8 pixels. Dropping one on the page works, too.',
  errors,
  badFile: 'This file cannot be used; nothing was changed.',
  close: 'Close',
};

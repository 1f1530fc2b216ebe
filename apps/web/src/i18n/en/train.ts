import type { TrainTexts } from '../train.ts';
import { errors } from './errors.ts';

export const texts: TrainTexts = {
  walk: 'How does the code work? Walk through it',
  settings: 'Settings',
  groups: { data: 'Data', network: 'Network', training: 'Training', machine: 'Arithmetic' },
  labels: {
    data: 'Data set',
    hidden: 'Hidden units',
    activation: 'Activation',
    loss: 'Loss',
    init: 'Initial weights',
    optimizer: 'Optimizer',
    rate: 'Learning rate',
    batch: 'Batch size',
    epochs: 'Epochs',
    gradient: 'Gradient',
    engine: 'Engine',
    dtype: 'Numbers',
    seed: 'Seed',
  },
  hints: { seed: 'Same seed, same numbers.' },
  data: {
    digits: 'Digits 8 × 8',
    mnist: 'MNIST 28 × 28',
    iris: 'Iris',
    xor: 'XOR (plane)',
    circles: 'Circles (plane)',
    moons: 'Moons (plane)',
    spiral: 'Spiral (plane)',
    gaussians: 'Gaussians (plane)',
  },
  gradients: { backprop: 'backpropagation', numerical: 'numerical' },
  engines: { wasm: 'WebAssembly', eager: 'plain TypeScript' },
  badNumber: (from, to) => `A whole number from ${from} to ${to}.`,
  badRate: 'A number above 0.',

  controls: 'Training controls',
  run: 'Run',
  pause: 'Pause',
  more: (epochs) => `${epochs} more epochs`,
  step: 'Step',
  reset: 'Reset',
  pace: 'Speed',
  fullSpeed: 'fastest',
  perSecond: (n) => `${n}/s`,
  update: 'update',
  epoch: 'epoch',
  loss: 'loss',
  testAccuracy: 'test accuracy',
  stepsPerSecond: 'updates/s',
  network: (sizes, parameters) => `${sizes}, ${parameters} parameters`,

  status: {
    loading: 'Making the network …',
    ready: 'Ready to train.',
    running: 'Training.',
    paused: (iteration, accuracy) =>
      `Paused after ${iteration} ${iteration === '1' ? 'update' : 'updates'}, test accuracy ${accuracy}.`,
    done: (accuracy) => `Done. Test accuracy ${accuracy}.`,
    failed: 'Training stopped.',
    eagerInstead: 'This browser has no WebAssembly SIMD, so the network is trained in plain TypeScript.',
    saved: (name) => `Saved ${name}.`,
    loaded: (name) => `Loaded ${name}.`,
    copied: 'Copied.',
  },
  errors,
  problems: {
    notFinite: 'The loss is no longer a finite number, so training has stopped.',
    notFiniteAdvice: (rate) =>
      `With a learning rate of ${rate} the updates overshoot, and the weights grow until they overflow. The last good weights are shown.`,
    useRate: (rate) => `Start again with ${rate}`,
    crashed: 'The worker that trains has crashed and was started again.',
    outOfMemory:
      'There was not enough memory. The worker was started again; a smaller network or batch needs less.',
    unresponsive: 'The worker that trains no longer answered and was started again.',
    goOn: (iteration) => `It stands at update ${iteration}, the last checkpoint.`,
    other: 'That did not work.',
    badFile: 'This file cannot be used; nothing has changed.',
    close: 'Close',
  },

  curves: 'Loss and accuracy',
  lossCurve: 'Loss',
  accuracyCurve: 'Accuracy',
  curvesSummary: (loss, train, test) => `Loss ${loss}, training accuracy ${train}, test accuracy ${test}.`,
  logarithmic: 'log scale',

  units: 'Hidden units',
  unitsNote: 'Each picture is a column of W1: what the unit looks for.',
  unitsNotePlane: 'Each picture is a unit’s output over the plane.',
  unitsShown: (shown, all) => `The first ${shown} of ${all}.`,
  unit: (number) => `Unit ${number}`,
  unitLabel: (number, bias, best, worst) =>
    `Unit ${number}: bias ${bias}; speaks most for ${best}, most against ${worst}`,
  unitVotes: 'Its row of W2, by class',
  bias: 'bias',

  w2: 'Weights of the second layer',
  w2Note: 'Rows are classes, columns hidden units.',
  w2Label: (rows, columns, least, most) => `Heat map of W2, ${rows} by ${columns}, from ${least} to ${most}`,

  histograms: 'Activations and gradients',
  activationsOf: (rows) => `Outputs of the hidden units, ${rows} rows`,
  gradientOf: (name) => `log₁₀ |∂L/∂${name}|`,
  gradientsNote: 'Gradients of the same 100 training rows each time.',
  zeros: (share) => `${share} are exactly 0`,
  histogramLabel: (title, from, to, peak) => `${title}: from ${from} to ${to}, most at ${peak}`,

  confusion: 'Confusion matrix',
  confusionNote: (rows, right) => `${rows} test rows, ${right} right.`,
  label: 'is',
  said: 'network says',

  mistakes: 'Misclassified',
  mistakesNote: (shown, all) => `${shown} of ${all}. Below each: what the network says, and what it is.`,
  noMistakes: 'None: every test row looked at is right.',
  mistake: (label, said, probability) =>
    `says ${said}${probability === '' ? '' : `, ${probability}`}; is ${label}`,

  surface: 'Decision surface',
  surfaceNote: 'The background is what the network says; paler where it is unsure.',
  surfaceLabel: (classes, accuracy) =>
    `The plane in ${classes} regions, one a class; ${accuracy} of the test points lie in their own`,
  trainPoint: 'training',
  testPoint: 'test',

  files: 'Model file',
  save: 'Save model',
  load: 'Open model …',
  filesNote: 'A .safetensors file, the same as the command line’s. You can also drop one on the page.',
  command: 'The same on the command line',
  commandNote: (version) =>
    `Gives this model, byte for byte (Bilayer ${version}, in a clone of the repository).`,
  commandFromFile: (name) =>
    `This training began with the weights in ${name}, so no command makes it from nothing.`,
  copy: 'Copy',

  mnist: {
    title: 'MNIST is not here yet',
    explain: 'It is four files, 11 MB together. They stay in this browser.',
    choose: 'Choose the files …',
    download: 'Download them',
    downloading: (file, percent) => `${file}: ${percent}`,
    refused:
      'The mirrors could not be reached from a page (they may not allow it, or you are offline). Download the four files yourself and drop them here.',
    dropHere: 'or drop them on the page',
  },
};

import type { DummyTexts } from '../../walk/dummy.ts';

export const texts: DummyTexts = {
  question:
    '`loss_W = lambda W: self.loss(x, t)` never uses `W`. So why pass the weights at all? And if it ignores `W`, is it not constant, with a derivative of 0?',
  answer:
    "There is one array in memory and two ways to it: `params['W1']` and the `x` of `numerical_gradient`. The function writes into it by the one name, and `self.loss` reads it by the other. So `loss_W` depends on what is in the array, not on its argument; `W` is there only because `f(x)` is called with one argument.",
  memory: {
    title: 'One box, two names',
    text: [
      'A Python variable holds no array; it points to one. Handing an array to a function makes no new array, only one more arrow to the same box. Step through the first weight and watch which name is used to write, and which to read.',
      'Then hand over a copy instead.',
    ],
    copy: 'Hand over a copy',
    shared: [
      "`numerical_gradient` gets `self.params['W1']` as its `x`. No numbers are copied: both names point to the same box.",
      'The function writes into its `x`: the number in the box changes. It is the box of the network.',
      'It calls `f(x)`. The lambda gets the array as `W`, a third arrow to the box. Nobody follows it.',
      "`self.loss(x, t)` goes its own way to the box, by `self.params['W1']`, and finds the changed number there. That is how the nudge gets into the loss. (The `x` of this line are the flowers.)",
      'The same with `- h`: written through the name `x`.',
      "Read again through `self.params['W1']`: another loss.",
      'The two losses differ, so there is a slope.',
      'The old number is put back into the box. The other weights are done in the same way: the gradient is complete.',
    ],
    copied: [
      'Now `x` is a copy: a second box with the same numbers. The arrows point apart.',
      'The function writes into its `x`. The copy changes; the box of the network does not.',
      'It calls `f(x)`. The lambda gets the copy as `W`, and does not look at it.',
      "`self.loss(x, t)` reads `self.params['W1']`, as ever: the number there is the old one. It is the loss without any nudge.",
      'The same with `- h`: only the copy changes.',
      'The loss is the same as before, to the last digit.',
      'The difference is 0, exactly. No nudge has reached the network.',
      'All weights are done, and the whole gradient is exactly 0. Here the fear in the question comes true.',
    ],
    network: 'the network',
    argument: 'numerical_gradient',
    reads: 'is read',
    writes: 'writes',
    neverRead: 'never read',
    whole: 'The gradient of W1, when all 8 weights are done:',
  },
  anything: {
    title: 'A function of the box, not of the argument',
    text: [
      'Call `loss_W` with whatever you like: `None`, a word, a number, another array. Then leave the argument alone and change a number in the box.',
    ],
    argument: 'Argument of loss_W',
    box: 'W1[0, 0]',
    loss: 'loss',
    plot: (argument, weight, loss) =>
      `loss_W(${argument}) over the number in the box; at ${weight} it is ${loss}`,
    constant:
      '“It ignores `W`, so it is constant, so its derivative is 0”: constant in its argument, yes. But `numerical_gradient` does not change the argument, which is the same array in every call; it changes what is in it. And over that the loss is a curve with a slope.',
  },
  without: {
    title: 'Why have a parameter at all?',
    text: [
      '`numerical_gradient` was written for any function of an array, and so it calls `f(x)`, with one argument. Whoever wants to be called by it has to take one, needed or not. Such an unused one is called a dummy argument.',
    ],
    choose: 'The lambda',
    any: 'One parameter, one argument: it can be called.',
    underscore: 'The name does not matter. `_` is the usual way in Python to say: not used.',
    none: 'No parameter, but one argument: Python refuses. (JavaScript does not: it drops arguments that nobody takes.)',
  },
  used: {
    title: 'A form that raises no question',
    text: [
      "The loss can be written so that it really uses its argument: take the parameters of the network, but with this `W1` in place of theirs. That is how this project does it, and then it does not matter whether the array is shared or a copy. (`{**net.params, 'W1': W1}` is a new dictionary with the same arrays, but for `W1`.)",
    ],
    isUnused: '`W` not used: `loss(x, t)`',
    isUsed: '`W1` used: `{ ...params, W1 }`',
    difference: 'Largest difference',
    apart: 'With a copy only the form that uses `W1` finds the gradient; the other one finds 0 everywhere.',
    together: 'With the shared array both find the same gradient.',
  },
};

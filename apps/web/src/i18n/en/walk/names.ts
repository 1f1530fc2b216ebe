import type { NamesTexts } from '../../walk/names.ts';

export const texts: NamesTexts = {
  question:
    '`numerical_gradient` calls `numerical_gradient`: does it call itself? Which one is called where?',
  answer:
    'There are two: a method, which belongs to the class and is reached only through `net.` or `self.`, and a function, which belongs to the module and is reached by its bare name. The method calls the function four times, once for each array. It is one name in two scopes, not overloading, and nothing calls itself.',
  stack: {
    title: 'Who calls whom',
    text: [
      'A call is put on a stack; when it returns, it is taken off. Follow `net.numerical_gradient(x, t)` through the file: the newest call stands at the bottom, and its line is lit.',
      'If the two names get in your way, rename the function: nothing else changes, and no number either. (The TypeScript is written in a form that the next lesson ends with; it computes the same.)',
    ],
    rename: 'Rename the function to `gradient_of`',
    steps: {
      call: () =>
        'Somebody writes `net.numerical_gradient(x, t)`. The name stands after `net` and a dot, so Python looks in the class of `net`, and finds the **method**.',
      makes: () =>
        'The method runs. Its first line makes a small function, `loss_W`. It is only made, not called: no loss yet.',
      bare: (name) =>
        `Now \`${name}(…)\`, with nothing before it. A bare name is looked up in the module, not in the class: this is the **function**.`,
      function: (name) =>
        `The function \`${name}\` runs, with \`f = loss_W\` and \`x = W1\`. The method waits for it.`,
      f: () =>
        '`W1[0, 0]` has been nudged, and the function wants the loss: it calls what it was given, `f(x)`.',
      lambda: () =>
        '`f` is the lambda of the method. It does one thing: `self.loss(x, t)`, a method, as the `self.` before it says.',
      loss: () => '`loss` runs. Its first line asks for `self.predict(x)`.',
      predict: () =>
        '`predict` takes the four arrays from `self.params` and computes `y`; `sigmoid`, which it calls on the way, is a function of the module. This is the deepest that calls go here.',
      entropy: () =>
        '`predict` has returned. `cross_entropy_error` is a bare name again: a function of the module. It makes one number of `y`.',
      above: () =>
        'The number comes back through `loss` and the lambda: it is `fxh1`. Two calls are left, and the module.',
      below: () => 'The same way once more for `fxh2`; that makes the slope for one weight.',
      grad: () =>
        'After 8 weights, and so 16 calls of the lambda, the function returns the gradient of `W1`.',
      next: (name) =>
        `Back in the method, whose next line calls the function \`${name}\` again, now with \`b1\`.`,
      grads: () => 'Four calls of the function, 54 of the lambda. The method returns all four gradients.',
      done: () => 'Method: called once. Function: called four times. The method has never called itself.',
    },
    frames: 'Calls that have not returned',
    homes: { module: 'module', class: 'class TwoLayerNet', lambda: 'in the method' },
    module: 'Names of the module (the file and what it imports)',
    class: 'Names of the class TwoLayerNet: only as net.x or self.x',
    aFunction: 'function',
    aMethod: 'method',
    methodCalls: 'Calls of the method',
    functionCalls: 'Calls of the function',
    lambdaCalls: 'Calls of the lambda',
  },
  lookup: {
    title: 'Where Python looks for a name',
    text: [
      'For a bare name Python asks four places in this order, and takes the first that knows it: the function that runs, the functions around it, the module, and what is built in. **A class is not among them**, not even for its own methods. Its names are found only after a dot, as in `self.x` or `net.x`.',
      'TypeScript does the same: `numericalGradient(…)` is the function, `this.numericalGradient(…)` the method.',
      'Some articles call this overloading, an easy slip to make. Overloading would be several versions of one function, chosen by their arguments; Python does not have that. Here are two different things in two places, whose names happen to be the same.',
    ],
    choose: 'A name, and where it stands',
    places: { function: 'in the function', method: 'in the method', lambda: 'in the lambda' },
    ladder: 'Where Python looks, in this order',
    rungs: {
      local: '1. Its own names (local)',
      enclosing: '2. The functions around it (enclosing)',
      module: '3. The module (global)',
      builtin: '4. Built in',
    },
    states: { missing: 'not here', found: 'found', skipped: 'not asked' },
    class: 'class TwoLayerNet',
    neverAsked: 'asked only for self.x',
    found: {
      local: (name) => `\`${name}\` is a name of the function itself.`,
      enclosing: (name) =>
        `\`${name}\` belongs to the method around the lambda: that is how the lambda comes to the flowers without being given them.`,
      module: (name) =>
        `\`${name}\` is the function of the module. The method of that name is not even considered.`,
      builtin: (name) => `\`${name}\` comes with Python.`,
      class: (name) =>
        `After \`self.\` the object and its class are asked, and nothing else: \`${name}\` is the method.`,
    },
    nowhere: (name) =>
      `Nobody knows it. \`NameError: name '${name}' is not defined\`, though the class has a method of that name.`,
  },
  self: {
    title: 'What if `self.` stood before it?',
    text: [
      'With `self.` the name is looked up in the class, so the method would call itself: with `loss_W` as its `x`, and `W1` as its `t`. It would make another `loss_W`, and call itself with that. Switch it on, and run it.',
    ],
    switch: 'Write `self.` before it',
    step: 'One call',
    run: 'Run on',
    again: 'From the start',
    last: (frames) => `Calls that have not returned: ${frames}; the newest are shown`,
    frames: 'Calls on the stack, the module included',
    deepest: 'Calls on the stack at most, the module included',
    losses: 'Losses computed',
    over: 'Python allows 1000 calls on the stack and then gives up (JavaScript: `RangeError: Maximum call stack size exceeded`). Every call only made a lambda, so not one loss was computed.',
    without: 'Without `self.`: the function is called, and everything returns.',
  },
};

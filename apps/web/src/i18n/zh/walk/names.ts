import type { NamesTexts } from '../../walk/names.ts';

export const texts: NamesTexts = {
  question:
    '`numerical_gradient` 里面又调用了 `numerical_gradient`：它在调用自己吗？到底哪一处调用的是哪一个？',
  answer:
    '一共有两个：一个是方法，属于类，只能通过 `net.` 或 `self.` 找到；一个是函数，属于模块，直接写名字就能找到。方法调用函数四次，每个数组一次。这是同一个名字分别出现在两个作用域里，不是函数重载，也没有谁在调用自己。',
  stack: {
    title: '谁调用了谁',
    text: [
      '每次调用都会放进栈里，返回时再取出来。跟着 `net.numerical_gradient(x, t)` 走一遍这个文件：最新的调用在最下面，它正在执行的那一行会亮起来。',
      '如果被两个相同的名字绕晕了，就给函数改个名字：别的都不变，算出的数也一个不变。（TypeScript 一栏用的是下一课最后的那种写法，算的是同样的东西。）',
    ],
    rename: '把函数改名为 `gradient_of`',
    steps: {
      call: () =>
        '这里写着 `net.numerical_gradient(x, t)`。`net.` 后面的名字，Python 到 `net` 的类里去找，找到的是**方法**。',
      makes: () => '方法开始执行。第一行造出一个小函数 `loss_W`。只是造出来，还没有调用，损失还没有算。',
      bare: (name) =>
        `现在是 \`${name}(…)\`，前面什么也没有。这样单独写的名字要到模块里找，不到类里找：这是**函数**。`,
      function: (name) => `函数 \`${name}\` 开始执行，\`f = loss_W\`，\`x = W1\`。方法在等它。`,
      f: () => '`W1[0, 0]` 已经动了一下，函数要知道这时的损失，于是调用 `f(x)`，`f` 就是传给它的那个函数。',
      lambda: () =>
        '`f` 就是方法里的那个 lambda。它只做一件事：`self.loss(x, t)`。因为写了 `self.`，这是方法。',
      loss: () => '`loss` 开始执行。它的第一行要 `self.predict(x)`。',
      predict: () =>
        '`predict` 从 `self.params` 里取出四个数组，算出 `y`；途中调用的 `sigmoid` 是模块里的函数。调用最深就到这里。',
      entropy: () =>
        '`predict` 返回了。`cross_entropy_error` 又是单独写的名字：模块里的函数。它把 `y` 变成一个数。',
      above: () => '这个数经过 `loss` 和 lambda 一路传回来，就是 `fxh1`。除了模块，栈里还剩两个调用。',
      below: () => '再走一遍同样的路，得到 `fxh2`；于是有了一个权重的斜率。',
      grad: () => '8 个权重都走完，lambda 被调用了 16 次，函数返回 `W1` 的梯度。',
      next: (name) => `回到方法，下一行再次调用函数 \`${name}\`，这次给的是 \`b1\`。`,
      grads: () => '函数被调用 4 次，lambda 被调用 54 次。方法返回四个梯度。',
      done: () => '方法：调用一次。函数：调用四次。方法从来没有调用过自己。',
    },
    frames: '还没有返回的调用',
    homes: { module: '模块', class: '类 TwoLayerNet', lambda: '写在方法里' },
    module: '模块里的名字（这个文件，以及它导入的）',
    class: '类 TwoLayerNet 里的名字：只能写在 net. 或 self. 后面',
    aFunction: '函数',
    aMethod: '方法',
    methodCalls: '方法被调用的次数',
    functionCalls: '函数被调用的次数',
    lambdaCalls: 'lambda 被调用的次数',
  },
  lookup: {
    title: 'Python 到哪里找名字',
    text: [
      '遇到单独写的名字，Python 按顺序到四个地方找，哪里先找到就用哪里的：正在执行的函数、包着它的函数、模块、内置名字。**类不在其中**，哪怕是在类自己的方法里也一样。类里的名字只有写在点号后面才找得到，例如 `self.x`、`net.x`。',
      'TypeScript 也一样：`numericalGradient(…)` 是函数，`this.numericalGradient(…)` 是方法。',
      '有的文章把这叫做函数重载，这个说法不难理解，但并不准确。重载是指同一个函数有几个版本，按参数来选；Python 没有函数重载。这里是两个不同的东西，分别在两个作用域里，只是恰好同名。',
    ],
    choose: '一个名字，和它出现的地方',
    places: { function: '在函数里', method: '在方法里', lambda: '在 lambda 里' },
    ladder: 'Python 查找名字的顺序',
    rungs: {
      local: '1. 自己的名字（局部）',
      enclosing: '2. 包着它的函数',
      module: '3. 模块（全局）',
      builtin: '4. 内置',
    },
    states: { missing: '没有', found: '找到', skipped: '不找' },
    class: '类 TwoLayerNet',
    neverAsked: '不写 self. 就不找',
    found: {
      local: (name) => `\`${name}\` 是这个函数自己的名字。`,
      enclosing: (name) =>
        `\`${name}\` 属于包着 lambda 的方法，所以没有人把花的数据传给 lambda，它也能用到。`,
      module: (name) => `\`${name}\` 是模块里的函数。同名的方法根本不在考虑之列。`,
      builtin: (name) => `\`${name}\` 是 Python 自带的。`,
      class: (name) => `写了 \`self.\`，就只到这个对象和它的类里找：\`${name}\` 是方法。`,
    },
    nowhere: (name) =>
      `哪里都没有。\`NameError: name '${name}' is not defined\`，尽管类里就有这个名字的方法。`,
  },
  self: {
    title: '如果前面写上 `self.` 呢？',
    text: [
      '写上 `self.`，名字就到类里去找，方法便会调用自己：把 `loss_W` 当作 `x`，把 `W1` 当作 `t`。然后再造一个 `loss_W`，再拿它调用自己。打开开关，运行看看。',
    ],
    switch: '前面写上 `self.`',
    step: '调用一次',
    run: '一直运行',
    again: '从头开始',
    last: (frames) => `还没有返回的调用：${frames} 个，这里显示最新的几个`,
    frames: '栈里的调用数（包括模块）',
    deepest: '栈里最多时的调用数（包括模块）',
    losses: '算出的损失个数',
    over: 'Python 允许栈里有 1000 个调用，再多就停下来报错（JavaScript 的报错是 `RangeError: Maximum call stack size exceeded`）。每次调用都只是造了一个 lambda，一个损失也没有算。',
    without: '不写 `self.`：调用的是函数，一切都会正常返回。',
  },
};

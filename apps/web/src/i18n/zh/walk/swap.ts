import type { SwapTexts } from '../../walk/swap.ts';

export const texts: SwapTexts = {
  question:
    '把 sigmoid 换成 ReLU，或者换一个损失函数，会有什么变化？第 5 章的类明明和第 4 章同名，为什么不一样？',
  answer:
    'Affine → 激活函数 → Affine → 输出层激活函数 → 损失函数：每个零件都能换，只要把它的斜率也一起换掉。第 5 章在隐藏层用 ReLU，并把 softmax 移到损失函数里，所以 `predict` 返回的是得分；得分里最大的，求 softmax 之后仍然最大。',
  hidden: '隐藏层激活函数',
  outputAndLoss: '输出层与损失函数',
  word: {
    title: '换激活函数，只改一个词',
    text: [
      '在 Python 里，要在 `predict` 里换函数，还要在 `gradient` 里换它的斜率，而且两者必须对应。（书中函数的斜率在 `functions.py` 里，例如 `relu_grad`；其他函数的要自己写。）这里的激活函数是一个自带斜率的值，所以只改一个词。',
      '选一个，再把隐藏层的偏置全部调小。曲线平坦的地方斜率是 0，梯度为 0 的权重不会动。',
    ],
    curve: (name) => `${name} 及其斜率`,
    value: (name) => name,
    slope: '斜率',
    kinks: (places) => `折点（值、斜率或曲率有跳跃的位置）：${places}`,
    bias: '所有隐藏层神经元的偏置',
    steepest: '曲线最陡处的斜率',
    size: (name) => `grads[\'W1\'] 的平均大小，${name}`,
    zeros: 'W1 的梯度中恰好为 0 的数',
    none: '下一次更新时，W1 的每个权重都会动。',
    some: '有的神经元没有被任何一朵花激活，它们的权重停着不动。',
    all: 'W1 的权重全都不动了：对哪一朵花，斜率都是 0。',
    train: (name) => `用 ${name} 训练`,
    own: '写一个自己的激活函数',
  },
  loss: {
    title: '换损失函数，以及与它配套的输出层',
    text: [
      '每种损失函数都规定了自己接受什么：是概率，还是任意大小的得分。所以输出层和损失函数要成对选择。（书里用的是 softmax 配 `crossEntropy`；其他的用在别处，例如要预测的是数值而不是类别，或者只判断是与否。）曲线画的是：只改变第一朵花正确解的得分时，它的损失怎样变化；圆点是网络现在的位置。',
      '斜率表示网络受到多大的拉力。图的最左边，答案错得离谱；如果那里的曲线却是平的，就没有力量去纠正它。',
    ],
    curve: (name) => `${name} 随正确解得分的变化，以及斜率`,
    value: '第一朵花的损失',
    slope: '斜率',
    loss: '全部五朵花的损失',
  },
  race: {
    title: '在真实手写数字上与 sigmoid 比较',
    text: (updates, rate) =>
      `不同的损失函数，值不能互相比较，但答对多少可以比。两个网络（64-50-10）从同一个随机种子开始，看同样的手写数字，每次 100 个，共 ${updates} 次，学习率为 ${rate}（对整批求和的损失，学习率再除以 100）。比的是测试数据的识别精度。`,
    start: '训练两个网络',
    curve: '两个网络的识别精度随更新次数的变化',
    updates: '更新次数',
    before: '还没有训练。',
    running: '训练中。',
    ahead: (name) => `训练完成，${name} 领先。`,
    even: '训练完成，两者答对的一样多。',
  },
  chapters: {
    title: '第 4 章与第 5 章',
    text: [
      '两个类同名，只有三处不同：一处是用 sigmoid 还是 ReLU，另外两处是因为 softmax 放的位置不一样。这里两者用同一个随机种子，所以权重相同。第 4 章返回概率；第 5 章返回得分，可以是负数，加起来也不一定等于 1。',
      'softmax 不改变一行里的大小顺序。得分最大的，概率也最大，所以没有 softmax，`accuracy` 也照样能算。',
    ],
    softmax: '在第 5 章后面加上 softmax',
    four: '第 4 章：predict(x)',
    five: '第 5 章：predict(x)',
    ofScores: '得分的 argmax',
    ofSoftmax: 'softmax(得分) 的 argmax',
  },
  kink: {
    title: 'ReLU 在 0 处的斜率',
    text: [
      '0 的左边斜率是 0，右边是 1。在 0 这一点没有斜率，程序只能自己定一个。书里两种都有：ReLU 层取 0，`functions.py` 中的 `relu_grad` 取 1。数值微分看的是左右两边，得到两者的平均值。',
    ],
    curve: (a, slope) => `relu 及其斜率；在 ${a} 处斜率为 ${slope}`,
    ours: '这里的 relu.backward 和书中的 ReLU 层',
    other: 'functions.py 中的 relu_grad',
    numerical: '数值微分',
    atKink: '恰好在 0 处，三者互不相同。哪个都只是一种选择；实际数据算出的数很少恰好是 0。',
    elsewhere: '只要不在 0 处，三者一致。',
  },
  overwrite: {
    title: '会改写输入的 backward',
    text: [
      '书中的 `Relu.backward` 把 `dout` 里的一些数改成 0，再返回同一个数组。这样省内存，但之后谁还要用 `dout`（比如另一个分支，或者手工验算），里面的数就已经变了。（`dout` 是传回这一层的梯度，`dx` 是它继续往回传的梯度。）这里实际运行了这段代码，被改掉的数加了框。',
      'Bilayer 的函数从不修改传入的数组，总是返回新的数组。',
    ],
    ours: '改用 Bilayer 的 `relu.backward`',
    before: 'dout（之前）',
    after: 'dout（之后）',
    changed: 'dout 中被改掉的数',
  },
};

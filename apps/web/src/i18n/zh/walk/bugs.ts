import type { BugsTexts } from '../../walk/bugs.ts';

export const texts: BugsTexts = {
  question:
    '最后那句 `x[idx] = tmp_val` 为什么不能少？为什么一定要写 [3.0, 4.0]？书里正文的函数为什么用到 W1 上就会出错？',
  answer:
    '三个问题说的都是同一件事：数存在哪里。求梯度的函数直接改动网络自己的数组，动过的值必须还原；整数数组存不下 3.0001；而矩阵的 `x[idx]` 不是一个数，而是一整行；取出来的是同一块内存的另一个名字，那一行一变，它也跟着变。',
  restore: {
    title: '少了最后一行',
    text: [
      '函数把一个权重加上 `h`、减去 `h`，各算一次损失，再把它还原。去掉还原的那一行，每个算过的权重就停在第二次的值上：w − h。',
      '这样，后面的斜率就是在另一个网络上算的了。用书中的 `h` 很难察觉，把 `h` 调大就一目了然。',
    ],
    leaveOut: '去掉 `x[idx] = tmp_val`',
    h: 'h',
    param: '参数',
    right: 'grad（有还原）',
    now: 'grad（当前）',
    drift: '当前 − 有还原',
    moved: (name) => `${name}：之后 − 之前`,
    count: '没有还原的权重',
    lossBefore: '求梯度之前的损失',
    lossAfter: '求梯度之后的损失',
    good: '每个权重都回到了原来的值：求一次梯度，什么也没有改变。',
    bad: (h) => `根本没有训练，网络的所有权重却都小了 ${h}：只是求了一次梯度，网络就变了。`,
    copy: '本页的 TypeScript 代码改动的是自己的一份副本。少了这一行，后面的斜率同样会错，但网络本身不会被改动。',
  },
  integer: {
    title: '整数数组',
    text: [
      '`np.array([3, 4])` 是整数数组。整数数组不保存小数：存进去的数，小数部分会被直接舍去，而且没有任何提示。3 + 0.0001 又变回 3，3 − 0.0001 则变成 2。',
      '这时 `np.zeros_like(x)` 也是整数数组，于是连斜率的小数也被舍去。点一下 `x` 的元素，看看它经历了什么。',
    ],
    floats: '把 3 写成 3.0：浮点数数组',
    grad: 'grad',
    right: '正确的斜率 2x',
    pick: '选中的元素',
    stored: (what) => `${what}，存入后`,
    asStored: (computed, stored) => `${computed} → ${stored}`,
    library: '把同样的 x 交给 @bilayer/gradient',
    says: 'NumPy 一声不响地算下去，这里则拒绝计算并说明原因：',
    fine: '换成浮点数，它就给出答案。',
    rightSlopes: '用浮点数求出的斜率',
    weights: '权重也一样：假如有人把 `W1` 写成了整数。这里取初始权重的 4 倍再取整，求出的梯度就成了：',
  },
  rows: {
    title: '把正文里的函数用在矩阵上',
    text: [
      '书的正文先给出的是用于向量的函数：`idx` 从 0 数到 `x.size`。对向量来说，`x[idx]` 是一个数；对矩阵 `W1` 来说，它是一整行。而 `tmp_val` 并不是这一行的副本，只是它的另一个名字，也就是 NumPy 所说的**视图**（view）。',
      '一步一步走，注意 `x[idx]` 改变时 `tmp_val` 怎样变化。',
    ],
    vector: '改用向量 `b1`',
    memory: (name) => `${name} 的内存`,
    copy: 'tmp_val：一份副本',
    untouched: 'x 不动时的 f(x)',
    half: '这一行真正斜率之和的一半',
    apart: '与误差反向传播法的相对误差',
    stopped: '停下时的报错',
    ofRows: {
      start: '`grad` 和 `W1` 一样大。`x.size` 是 8，所以 `idx` 要从 0 走到 7，可是一共只有两行。',
      read: (idx) => `\`x[${idx}]\` 是有四个数的一行，\`tmp_val\` 是它的另一个名字。`,
      up: (idx) => `下标为 ${idx} 的行，四个数全都增加 h，\`tmp_val\` 也跟着变了。`,
      above: () => '整行增加 h 之后的损失。',
      down: (idx) =>
        `\`tmp_val\` 已经增加过 h，所以 \`tmp_val - h\` 正好是下标为 ${idx} 的行最初的值，并没有比原来小。`,
      below: () => '所以这是什么都没动时的损失。',
      slope: (idx) =>
        `下标为 ${idx} 的行，四个位置得到同一个数：两次只相差一个 h，却除以 2h，所以是四个斜率之和的一半。`,
      back: () => '这一行把自己复制给自己，什么也没做。',
      error: (idx, rows) => `\`x[${idx}]\`：一共只有 ${rows} 行，程序到此为止。`,
    },
    ofVector: {
      start: '`b1` 是四个数的向量：`idx` 从 0 到 3。',
      read: (idx) => `\`x[${idx}]\` 是一个数，\`tmp_val\` 是它的副本，有自己的存放之处。`,
      up: (idx) => `\`x[${idx}]\` 增加 h，\`tmp_val\` 不变。`,
      above: () => '一个数增加 h 之后的损失。',
      down: (idx) => `\`x[${idx}]\` 现在比原来小 h。`,
      below: () => '一个数减少 h 之后的损失。',
      slope: (idx) => `\`b1[${idx}]\` 的斜率：两次相差 2h，除以 2h。`,
      back: () => '`tmp_val` 还记得原来的数，把它还原。',
      rest: '其余三个数也是如此。对向量来说，这个函数是对的。',
    },
  },
};

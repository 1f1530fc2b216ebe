import type { DrawTexts } from '../draw.ts';
import { errors } from './errors.ts';

export const texts: DrawTexts = {
  draw: '写一个数字',
  undo: '撤销',
  clear: '清空',
  pad: '手写板',
  hint: '在这里写一个 0 到 9 的数字',
  cursor: (column, row, ink) => `第 ${column} 列，第 ${row} 行${ink ? '，已落笔' : ''}`,
  cleared: '已清空。',
  undone: '已撤销。',
  keys: '用键盘：方向键在 14 × 14 的网格上移动光标，空格键落笔；按住空格键或 Shift 再移动就能画线。Ctrl+Z 撤销，Delete 清空。',
  examples: '或者选一个真正的手写数字，也可以把图片拖到页面上：',
  example: (digit) => `手写的 ${digit}`,
  loadFailed: '网络没有加载成功。',
  again: '重试',

  answer: '网络的回答',
  nothingDrawn: '还没有写',
  says: (name, share) => `网络认为是 ${name}，${share}。`,
  classLabel: (name, share) => `${name}：${share}`,
  askNote: '点一个类别，看看哪些神经元支持它、哪些反对它。',
  scoresNote: '这个网络给出的是得分而不是概率：得分最大的获胜。',

  steps: '网络实际看到的',
  prepared: '按训练数据的方式预处理',
  stepsNote:
    '网络只见过 MNIST 那样的数字：裁下来，按比例缩放到 20 × 20 以内，重心放在 28 × 28 的正中。你写的数字也必须这样处理。',
  digitsNote:
    '网络只见过这个数据集里的数字：占满 32 × 32 的高度，校正倾斜，统一笔画粗细，再分块计数。你写的数字也必须这样处理。',
  stepsEmpty: '写的时候，各个步骤会显示在这里。',
  mnistSteps: [
    { title: '1. 裁剪', note: (size) => `笔迹的外框，手写板上的 ${size} 像素` },
    { title: '2. 缩放', note: (size) => `按比例放进 20\u00a0×\u00a020：${size}` },
    { title: '3. 居中', note: () => '把重心（圆点）移到 28\u00a0×\u00a028 的正中' },
  ],
  digitsSteps: [
    { title: '1. 裁剪', note: (size) => `笔迹的外框，手写板上的 ${size} 像素` },
    { title: '2. 规整', note: (size) => `${size}：占满高度，校正倾斜，统一笔画粗细` },
    { title: '3. 计数', note: (size) => `数出每个 4\u00a0×\u00a04 块里的墨迹：${size}` },
  ],
  wholePad: '整块手写板',
  wholePadNote: '数字写在哪里就在哪里',
  shrunk: '缩小',
  shrunkNote: (side) => `到 ${side} × ${side}，仅此而已`,
  inputLabel: (side) => `网络的输入：${side} × ${side} 像素`,
  without: (name, share) => `如果不做预处理，它会回答 ${name}${share && `（${share}）`}。`,
  with: (name, share) => `做了预处理，它会回答 ${name}${share && `（${share}）`}。`,

  units: '隐藏层神经元',
  unitsEmpty: '写一个数字，就能看到哪些隐藏层神经元被激活，以及它们各自在寻找什么图案。',
  fired: (count, all) => `${all} 个中有 ${count} 个被激活（加权和大于 0）`,
  unitsNote: (name) =>
    `上面的长条是所有神经元的输出，格子越醒目，输出越大。下面是对“${name}”影响最大的神经元：图是它的权重，也就是它在寻找的图案；数字是它给“${name}”的得分加上的值。`,
  unit: (number) => `神经元 ${number}`,
  unitLabel: (number, part, name) => `神经元 ${number}：对 ${name} 为 ${part}`,
  looksFor: '它的权重',
  input: '输入',
  product: '起作用的部分',
  weightedSum: '加权和',
  output: '输出',
  contribution: (name) => `对“${name}”得分的贡献`,
  sum: (shown, sum, rest, bias, score, name) =>
    `这 ${shown} 个合计 ${sum}，其余合计 ${rest}，偏置 b2 为 ${bias}。“${name}”的得分是 ${score}。`,
  against: '负：反对',
  for: '正：支持',

  source: '用哪个网络？',
  sources: {
    page: '本页自带（用 MNIST 训练）',
    training: '“训练”中正在训练的',
    file: '你的文件中的',
  },
  openFile: '打开模型文件……',
  pageNote: (accuracy) => `对 MNIST 的 10,000 幅测试图像，识别精度为 ${accuracy}。`,
  trainingNote: (iteration, accuracy) => `已更新 ${iteration} 次，测试识别精度 ${accuracy}。`,
  noPictures: '“训练”中现在的数据不是图像。在那里选择手写数字或 MNIST，就能在这里试用那个网络。',
  needsMnist: '“训练”还在等 MNIST 的文件。',
  sizes: (sizes, activation) => `${sizes}，${activation}。`,
  run: '继续训练',
  more: (epochs) => `再训练 ${epochs} 个 epoch`,
  pause: '暂停训练',
  fileNote:
    '可以用本页或命令行保存的 .safetensors 文件，图像为 28 × 28 或 8 × 8 像素。也可以直接拖到页面上。',
  errors,
  badFile: '这个文件无法使用，一切保持原样。',
  close: '关闭',
};

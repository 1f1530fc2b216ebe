import type { ErrorTexts } from '../errors.ts';

export const errors: ErrorTexts = {
  cut: '文件不完整，末尾缺少数据。请重新复制或下载。',
  damaged: '文件类型不对，或者已经损坏。模型文件的扩展名是 .safetensors。',
  notOurs: '这是 .safetensors 文件，但不是 Bilayer 能读的模型。',
  unknownPlugin: '模型用到了本页没有的激活函数。',
  otherVersion: '这个文件是由另一个版本的 Bilayer 保存的。',
  unsuited: '文件里的网络在大小或结构上不适合这里使用。',
  filesMissing: 'MNIST 由四个文件组成：训练图像、训练标签、测试图像、测试标签。现在没有凑齐。',
  notMnist: '其中有文件不是 MNIST 的：可能是别的数据集，也可能不完整。',
  badActivation: '没有这个激活函数，或者它的式子有错。请换一个激活函数。',
  noPicture: '这不是浏览器能读的图片，或者图片已损坏。',
  blank: '图片是空白的：没有能与纸面区分开的笔迹。',
  engine: '这个引擎不能训练这样的网络。请换另一个引擎。',
};

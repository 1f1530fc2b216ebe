import type { HTexts } from '../../walk/h.ts';

export const texts: HTexts = {
  question: '为什么取 h = 1e-4？h 再小一点，不是更精确吗？',
  answer:
    'h 太大，曲线的弯曲就混了进来，误差与 h² 成正比；h 太小，相减的两个数几乎每一位都相同，误差与 1/h 成正比。最好的 h 在中间：float64 约为 1e-5，float32 在 1e-3 到 1e-2 之间。这也是梯度确认要用 float64 的原因。',
  h: 'h',
  cell: '权重',
  exact: '精确的斜率（误差反向传播法）',
  numerical: '数值微分得到的斜率',
  error: '误差',
  errorOf: (dtype) => `误差（${dtype}）`,
  curve: {
    title: '拖动 h，找误差最小的地方',
    text: [
      '数值微分得到的斜率与精确的斜率相比总有误差；精确的斜率由**误差反向传播法**求出，那是求同样斜率的另一种方法，不用动权重，后面有一课专门讲。误差多大取决于 `h`。拖动图中的竖线或者滑块，曲线上的点越低越好。（float64 大约保留 16 位数字，float32 大约 7 位。）',
      '两条曲线都呈 V 字形。V 字的左右两边各有各的原因，下面两节各讲一个。',
    ],
    axis: '相对误差',
    picture: (h, float64, float32) =>
      `W1 的梯度的相对误差随 h 的变化；h = ${h} 时，float64 为 ${float64}，float32 为 ${float32}`,
    best: (dtype) => `${dtype} 的最佳 h`,
    large: '对 float64 来说，这个 h 在 V 字的右边：比最佳值大。',
    small: '对 float64 来说，这个 h 在 V 字的左边：太小。',
    middle: '对 float64 来说，这个 h 接近最佳。',
    why: (error, best) =>
      `那么为什么取 1e-4？这里 float64 的最佳 h 是 ${best}，1e-4 在它较安全的一侧：误差约为 ${error}，而且离 V 字的左边很远，那一边的舍入误差会毁掉斜率。`,
    note: '图中是整个 `W1` 的 ‖n − a‖ / (‖n‖ + ‖a‖)，‖ ‖ 是长度，即各数平方和的平方根；n 是 @bilayer/gradient 的 `numericalGradient` 求出的数值微分，a 来自 float64 的误差反向传播法。损失函数用 `softmaxCrossEntropy`，log 里不加 1e-7，因为误差反向传播法没有算它。float32 时，所有数组都是 float32。',
  },
  large: {
    title: '太大：曲线是弯的',
    text: [
      '数值微分取的是过 w − h 与 w + h 两点的直线的斜率。损失函数并不是直线：两点离得越远，混进来的弯曲就越多。',
      '`h` 减半，误差约为四分之一：只要 `h` 相对于曲线的弯曲足够小，误差就与 h² 成正比。',
    ],
    loss: '损失',
    tangent: '精确的斜率',
    secant: '过两点的直线',
    picture: (name, exact, numerical) =>
      `损失随 ${name} 的变化、斜率精确为 ${exact} 的直线，以及过两点、斜率为 ${numerical} 的直线`,
    half: 'h 减半后的误差',
    times: '两个误差之比',
  },
  small: {
    title: '太小：减法吃掉了数字',
    text: [
      'float64 大约有 16 位有效数字，float32 大约有 7 位。两个损失几乎是同一个数：相同的那些位，一减就没了。剩下的几位要除以 2h，其中的舍入误差也跟着放大。',
      '把 `h` 调小，看看还剩几位。然后换成 float32。',
    ],
    float32: '用 float32 计算',
    alike: '相同',
    left: '剩下的位数',
    gone: '两个损失是同一个数：什么也没剩下，斜率算出来是 0。',
    some: (digits) => `还剩 ${digits} 位，其中最后几位是舍入误差。`,
  },
};

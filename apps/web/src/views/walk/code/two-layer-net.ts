import {
  add,
  argMax,
  div,
  equal,
  exp,
  item,
  log,
  matmul,
  max,
  mean,
  mul,
  neg,
  oneHot,
  sub,
  sum,
  take,
  tensor,
  transpose,
  zeros,
  type RandomState,
  type Tensor,
} from '@bilayer/tensor';

function sigmoid(x: Tensor): Tensor {
  return div(1, add(1, exp(neg(x))));
}

function softmax(x: Tensor): Tensor {
  const c = max(x, { axis: 1, keepDims: true });
  const expX = exp(sub(x, c));
  return div(expX, sum(expX, { axis: 1, keepDims: true }));
}

function crossEntropyError(y: Tensor, t: Tensor): Tensor {
  const picked = sum(mul(y, oneHot(t, y.shape[1]!)), { axis: 1 });
  return mean(neg(log(add(picked, 1e-7))));
}

function numericalGradient(f: (x: Tensor) => Tensor, x: Tensor): Tensor {
  const h = 1e-4;
  const grad = zeros(x.shape);
  const nudged = tensor(x.data.slice(), x.shape);
  for (let i = 0; i < x.data.length; i++) {
    const value = nudged.data[i]!;
    nudged.data[i] = value + h;
    const above = item(f(nudged));
    nudged.data[i] = value - h;
    const below = item(f(nudged));
    grad.data[i] = (above - below) / (2 * h);
    nudged.data[i] = value;
  }
  return grad;
}

interface Params {
  W1: Tensor;
  b1: Tensor;
  W2: Tensor;
  b2: Tensor;
}

export class TwoLayerNet {
  params: Params;

  constructor(
    random: RandomState,
    inputSize: number,
    hiddenSize: number,
    outputSize: number,
    weightInitStd = 0.01,
  ) {
    this.params = {
      W1: mul(weightInitStd, random.randn(inputSize, hiddenSize)),
      b1: zeros([hiddenSize]),
      W2: mul(weightInitStd, random.randn(hiddenSize, outputSize)),
      b2: zeros([outputSize]),
    };
  }

  predict(x: Tensor, params: Params = this.params): Tensor {
    const { W1, b1, W2, b2 } = params;
    const a1 = add(matmul(x, W1), b1);
    const z1 = sigmoid(a1);
    const a2 = add(matmul(z1, W2), b2);
    const y = softmax(a2);
    return y;
  }

  loss(x: Tensor, t: Tensor, params: Params = this.params): Tensor {
    const y = this.predict(x, params);
    return crossEntropyError(y, t);
  }

  accuracy(x: Tensor, t: Tensor): Tensor {
    const y = this.predict(x);
    return mean(equal(argMax(y, { axis: 1 }), t));
  }

  numericalGradient(x: Tensor, t: Tensor, params: Params = this.params): Params {
    return {
      W1: numericalGradient((W1) => this.loss(x, t, { ...params, W1 }), params.W1),
      b1: numericalGradient((b1) => this.loss(x, t, { ...params, b1 }), params.b1),
      W2: numericalGradient((W2) => this.loss(x, t, { ...params, W2 }), params.W2),
      b2: numericalGradient((b2) => this.loss(x, t, { ...params, b2 }), params.b2),
    };
  }

  gradient(x: Tensor, t: Tensor): Params {
    const { W1, b1, W2, b2 } = this.params;
    const N = x.shape[0]!;
    const a1 = add(matmul(x, W1), b1);
    const z1 = sigmoid(a1);
    const a2 = add(matmul(z1, W2), b2);
    const y = softmax(a2);
    const da2 = div(sub(y, oneHot(t, y.shape[1]!)), N);
    const dz1 = matmul(da2, transpose(W2));
    const da1 = mul(mul(dz1, z1), sub(1, z1));
    return {
      W2: matmul(transpose(z1), da2),
      b2: sum(da2, { axis: 0 }),
      W1: matmul(transpose(x), da1),
      b1: sum(da1, { axis: 0 }),
    };
  }
}

interface Training {
  random: RandomState;
  iterations?: number;
  batchSize?: number;
  learningRate?: number;
}

export function train(
  network: TwoLayerNet,
  x: Tensor,
  t: Tensor,
  { random, iterations = 10000, batchSize = 100, learningRate = 0.1 }: Training,
): void {
  for (let i = 0; i < iterations; i++) {
    const batch = random.choice(x.shape[0]!, batchSize);
    const xBatch = take(x, batch);
    const tBatch = take(t, batch);
    const grad = network.gradient(xBatch, tBatch);
    const params = { ...network.params };
    for (const key of ['W1', 'b1', 'W2', 'b2'] as const) {
      params[key] = sub(params[key], mul(learningRate, grad[key]));
    }
    network.params = params;
  }
}

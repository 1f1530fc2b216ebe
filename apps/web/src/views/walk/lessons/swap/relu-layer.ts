import { greater, where, type Tensor } from '@bilayer/tensor';

export class Relu {
  mask: boolean[] = [];

  forward(x: Tensor): Tensor {
    this.mask = Array.from(x.data, (a) => a <= 0);
    return where(greater(x, 0), x, 0);
  }

  backward(dout: Tensor): Tensor {
    for (const [i, isOff] of this.mask.entries()) if (isOff) dout.data[i] = 0;
    return dout;
  }
}

import { tensor } from '@bilayer/tensor';
import { describe, expect, it } from 'vitest';
import { vjp } from '../../gradient/src/index.ts';
import { relu } from './relu.ts';

const a = tensor(new Float64Array([-1, -0, 0, 5e-324, NaN]));
const dz = tensor(new Float64Array([3, 3, 3, 3, 3]));

describe('relu', () => {
  it('has slope 0 at 0, as in section 5.5.1 of the book', () => {
    const z = relu.forward(a);
    expect(relu.backward?.(dz, { a, z }).data).toEqual(new Float64Array([0, 0, 0, 3, 0]));
    expect(vjp((x) => relu.forward(x), a).backward(dz)[0]?.data).toEqual(new Float64Array([0, 0, 0, 3, 0]));
  });

  it('keeps NaN', () => {
    expect(Array.from(relu.forward(a).data)).toEqual([0, 0, 0, 5e-324, NaN]);
  });

  it('lets no infinite or unknown gradient through where it is flat', () => {
    const wild = tensor(new Float64Array([Infinity, NaN]));
    const below = tensor(new Float64Array([-1, -1]));
    expect(relu.backward?.(wild, { a: below, z: relu.forward(below) }).data).toEqual(
      new Float64Array([0, 0]),
    );
  });
});

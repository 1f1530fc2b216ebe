import { describe, expect, it } from 'vitest';
import { duplicateKey } from './duplicate-key.ts';

describe('duplicateKey', () => {
  it('finds a key that comes twice, at any depth and however it is spelled', () => {
    expect(duplicateKey('{"a":1,"b":2,"a":3}')).toBe('a');
    expect(duplicateKey('{"x":{"k" : 1,\n "k":2}}')).toBe('k');
    expect(duplicateKey(String.raw`{"a":1,"\u0061":2}`)).toBe('a');
    expect(duplicateKey('[{"a":1},{"b":[{"c":0,"c":0}]}]')).toBe('c');
    expect(duplicateKey('{"__proto__":1,"__proto__":2}')).toBe('__proto__');
  });

  it('is not misled by equal keys in different objects, or by what stands inside strings', () => {
    expect(duplicateKey('{"a":{"a":{"a":1}},"b":{"a":1}}')).toBeUndefined();
    expect(duplicateKey(String.raw`{"a":"\",\"a\":1","b":"{","c":"a"}`)).toBeUndefined();
    expect(duplicateKey(String.raw`{"a\\":1,"a":2}`)).toBeUndefined();
    expect(duplicateKey('{"a":["a","a"]}')).toBeUndefined();
    expect(duplicateKey('{}')).toBeUndefined();
  });
});

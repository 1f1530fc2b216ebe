import { describe, expect, it } from 'vitest';
import { escapeXml } from './escape-xml.ts';

describe('escapeXml', () => {
  it('escapes what XML reserves, and replaces what it cannot hold', () => {
    expect(escapeXml(`a & b < c > "d" 'e'`)).toBe('a &amp; b &lt; c &gt; &quot;d&quot; &#39;e&#39;');
    expect(escapeXml('\u0000\u001b[31m\ud800x\uffff')).toBe('\ufffd\ufffd[31m\ufffdx\ufffd');
    expect(escapeXml('数字 😀\n')).toBe('数字 😀\n');
  });
});

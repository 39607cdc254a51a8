import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { h, printElement, rounded, styleElement } from './element.ts';

describe('the element builder', () => {
  it('makes text nodes of any text, so that no text makes an element or ends one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const printed = printElement(h('p', { title: text }, text));
        const inner = printed.slice(printed.indexOf('>') + 1, -'</p>'.length);
        expect(inner).not.toMatch(/[<>\u0000-\u0008\u202a-\u202e]/);
        expect(printed.slice(0, printed.indexOf('>')).split('"')).toHaveLength(3);
      }),
    );
  });

  it('throws for what could run or leave the page', () => {
    expect(() => h('script')).toThrow();
    expect(() => h('p', { onclick: 'x' })).toThrow();
    expect(() => h('p', { style: 'x' })).toThrow();
    expect(() => h('a', { href: 'https://x.example' })).toThrow();
    expect(() => styleElement('</style>')).toThrow();
  });

  it('shows control and bidirectional characters by their code points', () => {
    expect(printElement(h('p', {}, 'a\u202eb\u0000c\u{e0041}'))).toBe('<p>aU+202EbU+0000cU+E0041</p>');
  });

  it('prints coordinates with two decimals at most and no negative zero', () => {
    expect([1.005, -0.001, 2, 1 / 3].map(rounded)).toEqual(['1', '0', '2', '0.33']);
  });
});

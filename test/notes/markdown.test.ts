import { describe, expect, it } from 'vitest';
import { code, fenced, prose, proseLines } from '../../src/notes/markdown.ts';

describe('code', () => {
  it.each([
    ['full_name', '`full_name`'],
    ['', '`  `'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a``', '``` a`` ```'],
    [' a ', '`  a  `'],
    ['a\nb\tc\u0007', '`a\\nb\\tc\\x07`'],
    ['<b>{{x}}', '`<b>{{x}}`'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a\\|`<&_b_', '<code>a&#92;&#124;&#96;&#60;&#38;&#95;b&#95;</code>'],
  ])('of %j is %s', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe('prose', () => {
  it.each([
    ['users_full_name_idx is valid.', 'users_full_name_idx is valid.'],
    ['SELECT * FROM "a`b"', 'SELECT \\* FROM "a\\`b"'],
    ['_a_ [x](y) <b> a|b ~~c~~ $1', '\\_a\\_ \\[x\\](y) \\<b\\> a&#124;b \\~\\~c\\~\\~ \\$1'],
    ['a\\b &amp; c & d', 'a\\\\b &amp;amp; c & d'],
    ['a\n\n  b', 'a b'],
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['1. a', '1\\. a'],
  ])('of %j is %s', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  it('keeps lines apart within their list item', () => {
    expect(proseLines('a*\n\nb', '  ')).toBe('a\\*\\\n  b');
  });
});

describe('fenced', () => {
  it('has a fence longer than any run of backticks inside', () => {
    expect(fenced('sql', 'SELECT 1;\n')).toBe('```sql\nSELECT 1;\n```');
    expect(fenced('sql', '````\n```')).toBe('`````sql\n````\n```\n`````');
  });
});

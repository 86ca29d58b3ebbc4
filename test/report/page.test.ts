import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../src/report/page.ts';
import { paintFor } from '../../src/report/paint.ts';

const plain = (_: unknown, text: string): string => text;
const colourful = paintFor({}, { FORCE_COLOR: '1' });
const docs = join(import.meta.dirname, '..', '..', 'docs');
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

describe('pageText', () => {
  it.each([
    ['# A `b`', 'A `b`\n====='],
    ['## A', 'A\n-'],
    ['### A\n\nb', '### A\n\nb'],
    ['one\ntwo', 'one two'],
    [`${'word '.repeat(20)}`, `${'word '.repeat(15)}word\n${'word '.repeat(3)}word`],
    ['- **a**: b\n  c\n- d', '- a: b c\n- d'],
    ['```sql\nSELECT 1;\n\n  -- | # - x\n```\n\nb', '  SELECT 1;\n\n    -- | # - x\n\nb'],
    ['````\n```\n````', '  ```'],
    ['| A | B |\n| --- | --- |\n| `x` | y |', '- `x`: y'],
    ['| A | B | C |\n| --- | --- | --- |\n| x | y | z |', '- x. B: y; C: z'],
    [
      '[locks](../concepts/locks.md), [drop](../kinds/drop.md), [x](x.md)',
      'locks (plan explain locks), drop (plan explain drop), x (plan explain x)',
    ],
    ['[a.sql](../../examples/a/a.sql) [n](../../examples/a/notes.md)', 'a.sql n'],
    ['\\*a\\* \\<b\\> &#124; `\\*`', '*a* <b> | `\\*`'],
    ['a <code>b&#124;c</code>', 'a `b|c`'],
    ['a\u001b[31m', 'a\\x1b[31m'],
  ])('of %j', (markdown, expected) => {
    expect(pageText(markdown, plain)).toBe(expected);
  });

  it('paints code and bold, without changing what is said', () => {
    const text = '# A\n\na `b` **c**\n\n- **d**: `e`';
    const painted = pageText(text, colourful);
    expect(painted).not.toBe(pageText(text, plain));
    expect(stripVTControlCharacters(painted)).toBe(pageText(text, plain));
  });

  it.each(pages)('keeps docs/%s within 80 columns, except code', (page) => {
    const text = pageText(readFileSync(join(docs, page), 'utf8'), plain);
    const wide = text.split('\n').filter((line) => line.length > 80 && !line.startsWith('  '));
    expect(wide).toEqual([]);
    expect(text).not.toMatch(/\]\(|\*\*|^\| |&#\d/m);
  });
});

/** Every example is made again from its schema and its command and compared; `npm run gen` writes it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planExample } from './support/example.ts';
import { exampleNames } from './support/example-files.ts';
import { expectFile, writing } from './support/golden.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the example of rename', () => {
  it('has the schema of the demo', () => {
    expectFile(
      'examples/rename/schema.sql',
      `${text('templates/demo/schema.sql')}\n${text('templates/demo/rows.sql')}`,
    );
  });
});

describe.each(exampleNames())('examples/%s', (name) => {
  it('holds what its command writes, and nothing else', async () => {
    const { files, companions } = await planExample(name);
    const made = [...files, ...companions];
    for (const { path, content } of made) expectFile(`examples/${name}/${path}`, content);
    if (writing) return;
    const there = readdirSync(join(root, 'examples', name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, 'examples', name).length + 1));
    const expected = ['command', 'naive.sql', 'schema.sql', ...made.map(({ path }) => path)];
    expect(there.toSorted()).toEqual(expected.toSorted());
  });
});

/** docs/ is made from the registry, the examples and what servers say; `npm run gen` writes it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../src/changes/index.ts';
import { renderText } from '../../src/notes/layout.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { expectFile, writing } from '../support/golden.ts';
import { blocks, tableWidths } from '../support/markdown.ts';
import { conceptPage, conceptSources } from './concepts.ts';
import { kindPage } from './kind-page.ts';

const root = join(import.meta.dirname, '..', '..');
const concepts = conceptSources();

beforeAll(loadSql);

describe('docs', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))('kinds/%s.md is what plan does', async (name, kind) => {
    expectFile(`docs/kinds/${name}.md`, await kindPage(kind, concepts));
  });

  it.each(concepts.map((concept) => [concept.name, concept] as const))('concepts/%s.md', async (name, concept) => {
    expectFile(`docs/concepts/${name}.md`, await conceptPage(concept));
  });

  it('README.md lists them all', () => {
    const source = readFileSync(join(root, 'templates/docs/index.md.hbs'), 'utf8');
    expectFile('docs/README.md', `${renderText(source, { kinds, concepts }).trimEnd()}\n`);
  });

  it('holds no other page', () => {
    const expected = [
      'README.md',
      ...concepts.map(({ name }) => `concepts/${name}.md`),
      ...kinds.map(({ name }) => `kinds/${name}.md`),
    ];
    expect(pages().toSorted()).toEqual(expected.toSorted());
  });

  it('has concepts that no kind is called like', () => {
    expect(concepts.filter(({ name }) => kinds.some((kind) => kind.name === name))).toEqual([]);
  });
});

describe.skipIf(writing).each(pages())('docs/%s', (page) => {
  const text = readFileSync(join(root, 'docs', page), 'utf8');

  it('links to what is there', () => {
    const links = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const dead = links.filter((link) => !existsSync(join(root, 'docs', dirname(page), link)));
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });

  it('has SQL that parses, and tables whose rows are of one width', () => {
    for (const sql of blocks(text, 'sql').filter((block) => !block.includes('set_config'))) {
      expect(parseStatements(sql).length, sql).toBeGreaterThan(0);
    }
    for (const widths of tableWidths(text)) expect(new Set(widths).size).toBe(1);
    expect(text).not.toMatch(/\{\{|undefined|\[object/);
  });
});

/** Every page that is there. */
function pages(): string[] {
  const folder = join(root, 'docs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
}

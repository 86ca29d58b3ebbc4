import { beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '../../src/notes/layout.ts';
import { deployNotes } from '../../src/notes/notes.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { blocks, tableWidths } from '../support/markdown.ts';
import { goBlockProblems } from './go-balance.ts';
import { fixture, files, hostile } from './fixture.ts';

beforeAll(loadSql);

describe('deployNotes', () => {
  it('writes the notes of a plan', async () => {
    await expect(deployNotes(fixture(), files)).toMatchFileSnapshot('notes.md');
  });

  it('writes the notes of a plan with hostile names', async () => {
    await expect(deployNotes(hostile(), files)).toMatchFileSnapshot('hostile.md');
  });

  it('names the files of a deploy in the order in which they run, and no down file', () => {
    const row = deployNotes(fixture(), files)
      .split('\n')
      .find((line) => line.startsWith('| **1** '));
    const paths = [...(row ?? '').matchAll(/`([^`]+\.sql)`/g)].map(([, path]) => path);
    expect(paths).toEqual(files.slice(0, 3).map(({ path }) => path));
  });

  it('names the files that may not run inside a transaction', () => {
    const [first, ...others] = files.map((file) => ({ ...file, transaction: true }));
    if (first === undefined) throw new Error('the fixture has no files');
    expect(deployNotes(fixture(), files)).toContain('No file may run inside a transaction');
    expect(deployNotes(fixture(), [{ ...first, transaction: false }, ...others])).toContain(
      'None of `migrations/0010_expand_users_display_name.sql` may run',
    );
    expect(deployNotes(fixture(), [first, ...others])).not.toContain('inside a transaction (');
  });

  it('shows every query of contract before the code that needs it, and the proof once more before contract', () => {
    const [expand, backfill, contract] = fixture().phases;
    if (expand === undefined || backfill === undefined || contract === undefined)
      throw new Error('the fixture has three phases');
    const index = { id: 'index', says: 'The index is valid.', query: 'SELECT true AS ok' };
    const phases = [expand, backfill, { ...contract, gate: [...contract.gate, index] }];
    const [, before = '', after = ''] = deployNotes(fixture({ phases }), files).split(
      /^### Before (?:the code|contract).*$/m,
    );
    expect(before).toMatch(/Every row is copied[^]*The index is valid/);
    expect(after).toContain('must still say so');
    expect(after.slice(0, after.indexOf('## Code'))).not.toContain('The index is valid');
  });

  it('lists findings by deploy, warnings first, and those of no deploy last', () => {
    const titles = [...deployNotes(fixture(), files).matchAll(/^- \*\*(.+)\*\* \((?:note|warning)\)/gm)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      'A prepared SELECT \\* fails once',
      'public.greet names full_name',
      'Last place',
      'Belongs nowhere',
    ]);
  });

  it('says in words what is not known', () => {
    const estimate = { ...fixture().estimate, rows: null, seconds: null };
    expect(deployNotes(fixture({ estimate }), files)).toContain('not known: the table was never analyzed');
  });

  it('says that there is nothing where there is nothing', () => {
    const notes = deployNotes(fixture({ attention: [], fixes: [] }), []);
    expect(notes).toContain('Nothing was found');
    expect(notes).toContain('This plan has no forward fixes.');
    expect(notes).toContain('There are no down files.');
  });

  it('says how long one attempt at a lock waits', () => {
    expect(deployNotes({ ...fixture(), lockTimeoutMs: 50 }, files)).toContain('waits 50 ms at most');
  });

  it('say that the new column stands last where it takes the place of the old one, and not where it is a stand-in', () => {
    const plan = fixture();
    const both = plan.code.map((version) => ({ ...version, writes: ['old', 'new'] as const }));
    const says = 'because `display_name` stands last after contract';
    expect(deployNotes({ ...plan, code: both }, files)).toContain(says);
    expect(deployNotes(plan, files)).not.toContain(says);
  });

  describe.each([
    ['plain names', fixture()],
    ['hostile names', hostile()],
  ])('with %s', (_, plan) => {
    const notes = deployNotes(plan, files);

    it('has SQL that parses in every block', () => {
      const sql = blocks(notes, 'sql');
      expect(sql.length).toBeGreaterThan(5);
      for (const text of sql) expect(parseStatements(text).length, text).toBeGreaterThan(0);
    });

    it('sends SQL from Go that parses', () => {
      const literals = blocks(notes, 'go').flatMap((text) =>
        [...text.matchAll(/const query = (.+)$/gm)].map(([, literal]) => literal ?? ''),
      );
      expect(literals).toHaveLength(6);
      for (const literal of literals) {
        const sql = literal.startsWith('`') ? literal.slice(1, -1) : String(JSON.parse(literal));
        expect(parseStatements(sql)).toHaveLength(1);
      }
    });

    it('has Go whose brackets and strings are balanced', () => {
      const go = blocks(notes, 'go');
      expect(go).toHaveLength(2);
      expect(go.map(goBlockProblems)).toEqual(['', '']);
    });

    it('has tables whose rows all have as many cells as their head', () => {
      const tables = tableWidths(notes);
      expect(tables).toHaveLength(4);
      for (const widths of tables) expect(new Set(widths).size).toBe(1);
    });

    it('leaves no name of a template behind', () => {
      expect(notes.replaceAll('{{x}}', '')).not.toContain('{{');
      expect(notes).not.toMatch(/undefined|\[object/);
    });
  });
});

describe('a template', () => {
  it.each([
    '{{missing}}',
    '{{#each missing}}x{{/each}}',
    '{{#if missing}}x{{/if}}',
    '{{> missing}}',
    '{{> timeline missing}}',
    '{{#each list}}{{missing}}{{/each}}',
  ])('%s throws', (source) => {
    expect(() => renderText(source, { list: [{ a: 1 }] })).toThrow();
  });

  it('does not fill in names that stand in values', () => {
    expect(renderText('{{a}}', { a: '{{b}} <&' })).toBe('{{b}} <&');
  });
});

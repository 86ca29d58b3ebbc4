import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lookingFor, mentionsIn } from '../../src/scan/mentions.ts';
import { singular, spellings, tableWords, wordsOf } from '../../src/scan/spellings.ts';
import { loadSql } from '../../src/sql/parse.ts';
import { listed, mentioned, repoFiles, wanted } from './looking.ts';

beforeAll(loadSql);

const users = wanted('users', 'full_name');

describe('the fixture in many languages', () => {
  it('has its column found as a person has checked it', async () => {
    const found = repoFiles().flatMap((file) => mentioned(file, users));
    await expect(listed(found)).toMatchFileSnapshot('column.txt');
  });

  it('has its table found as a person has checked it', async () => {
    const found = repoFiles().flatMap((file) => mentioned(file, wanted('users', null)));
    await expect(listed(found)).toMatchFileSnapshot('table.txt');
  });

  it('has every line found in which the name stands as a word', () => {
    for (const file of repoFiles()) {
      const lines = file.text
        .split('\n')
        .flatMap((line, at) => (/(?<!\w)(?:full_name|fullName|FullName)(?!\w)/.test(line) ? [at + 1] : []));
      const found = new Set(mentioned(file, users).map(({ line }) => line));
      expect(
        lines.filter((line) => !found.has(line)),
        file.path,
      ).toEqual([]);
    }
  });
});

const word = fc.stringMatching(/^[a-z]{2,8}$/);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('_'));
const PATHS = ['a.ts', 'a.py', 'a.rb', 'a.go', 'a.md', 'a.json', 'a.prisma', 'a.graphql', 'a.html', 'a', 'a.sql'];

describe('spellings', () => {
  it('of a name are found, each where it stands, in whatever file', () => {
    fc.assert(
      fc.property(
        name,
        fc.constantFrom(...PATHS),
        fc.array(fc.constantFrom(' ', '\n', '(', '.', ';', '"')),
        (column, path, noise) => {
          const lead = noise.join('');
          for (const spelling of spellings(column)) {
            const text = `${lead}${spelling}\n`;
            const [found] = mentioned({ path, text }, wanted('zzz', column));
            const before = text.slice(0, text.indexOf(spelling)).split('\n');
            expect(found).toMatchObject({
              name: column,
              spelling,
              line: before.length,
              column: (before.at(-1) ?? '').length + 1,
            });
          }
        },
      ),
    );
  });

  it('inside a word are none', () => {
    fc.assert(
      fc.property(name, word, word, (column, before, after) => {
        const text = `${before}${column.replaceAll('_', '')}${after}q`;
        expect(mentioned({ path: 'a.ts', text }, wanted('zzz', column))).toEqual([]);
      }),
    );
  });

  it('of a text that is anything at all raise nothing and tell places that are there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PATHS, 'a.php', 'a.rs'),
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'full_name',
              'FullName',
              'SELECT ',
              "'",
              '"',
              '`',
              '\\',
              '${',
              '}',
              '<<~SQL\n',
              'SQL\n',
              '/*',
              '--',
              '#',
              ';',
              '$$',
              'users',
            ),
            fc.string(),
          ),
        ),
        (path, parts) => {
          const text = parts.join('');
          const lines = text.split('\n');
          for (const { line, column, spelling } of mentioned({ path, text }, users))
            expect(lines[line - 1]?.slice(column - 1)).toMatch(new RegExp(`^\\w*${spelling}`.slice(0, 200)));
        },
      ),
    );
  });

  it('are split and joined as people and tools do', () => {
    expect(spellings('full_name')).toEqual(['full_name', 'fullName', 'FullName', 'FULL_NAME', 'full-name']);
    expect(spellings('fullName')).toEqual(['fullName', 'full_name', 'FullName', 'FULL_NAME', 'full-name']);
    expect(wordsOf('userID')).toEqual(['user', 'id']);
    expect(
      ['users', 'people', 'categories', 'addresses', 'status', 'boxes', 'houses', 'news_items'].map(singular),
    ).toEqual(['user', 'person', 'category', 'address', 'status', 'box', 'house', 'news_item']);
  });

  it.each(['UserID', 'userID', 'userId', 'user_id', 'USER_ID'])('%s is one of user_id', (spelling) => {
    expect(mentioned({ path: 'a.go', text: `x.${spelling} = 1` }, wanted('orders', 'user_id'))).toHaveLength(1);
  });

  it.each(['users', 'User', 'user', 'currentUser', 'current_user', 'USERS', 'UserRow', 'users[0]'])(
    '%s names the table users or its model',
    (text) => expect(tableWords('users').test(text)).toBe(true),
  );

  it.each(['reuse', 'Userland', 'superuserish', 'usernames'])('%s does not', (text) => {
    expect(tableWords('users').test(text)).toBe(false);
  });
});

describe('a longer name', () => {
  it.each([
    ['setFullName(x)', 'setFullName', 'write'],
    ['getFullName()', 'getFullName', 'read'],
    ['findByFullNameAndAge(x)', 'findByFullNameAndAge', 'read'],
    ['find_by_full_name(x)', 'find_by_full_name', 'read'],
    ['full_name__icontains=x', 'full_name__icontains', 'unknown'],
    ['full_name_was', 'full_name_was', 'unknown'],
    ['this._fullName = x', '_fullName', 'write'],
  ])('%s is made of it', (text, spelling, access) => {
    expect(mentioned({ path: 'User.java', text }, users)).toMatchObject([{ spelling, access }]);
  });

  it.each(['users_full_name_idx', 'fullNames', 'full_name_length', 'legacyFullName'])('%s is counted only', (text) => {
    expect(mentioned({ path: 'User.java', text }, users)).toEqual([]);
  });
});

describe('the same name of two tables', () => {
  it('is told for the table that it is surest of', () => {
    const looking = ['users', 'customers'].map((table) => lookingFor(wanted(table, 'full_name')));
    const text = 'SELECT full_name FROM customers; SELECT full_name FROM users; SELECT full_name FROM suppliers;';
    const { mentions, found } = mentionsIn({ path: 'a.sql', text }, looking);
    expect(mentions.map(({ table, certainty }) => `${table} ${certainty}`)).toEqual([
      'public.customers certain',
      'public.users certain',
      'public.users other',
    ]);
    expect(found).toEqual({ certain: 2, likely: 0, possible: 0, other: 1 });
  });

  it('is no longer name when it is wanted itself', () => {
    const looking = [lookingFor(wanted('customers', 'id')), lookingFor(wanted('orders', 'customer_id'))];
    const { mentions, longer } = mentionsIn(
      { path: 'a.sql', text: 'SELECT customer_id, order_id FROM orders' },
      looking,
    );
    expect(mentions).toMatchObject([{ name: 'customer_id' }]);
    expect(longer).toEqual(['order_id']);
  });
});

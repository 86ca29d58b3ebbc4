/** The marks of a tool say which way runs a statement: each statement has to stay below its own. */
import { beforeAll, expect, test } from 'vitest';
import { laidOut } from '../../src/overrides/layout.ts';
import { none, withOverrides } from '../../src/overrides/scope.ts';
import { loadSql } from '../../src/sql/parse.ts';

beforeAll(loadSql);

const dbmate = (up: string, down: string): string => `-- migrate:up\n${up}\n\n-- migrate:down\n${down}\n`;
const values = { up: 'ALTER TABLE a ADD b text;\nSELECT 1;', down: 'ALTER TABLE a DROP b;' };
const ours = dbmate(values.up, values.down);

const path = 'dbmate/migration.sql';
const filled = (layout: string): string =>
  withOverrides({ ...none, folder: 'ours', formats: new Map([[path, layout]]) }, () => laidOut(path, values, ours));

test.each([
  ['comments and empty lines', dbmate('-- why\n\n{{up}}\n-- end\n', '{{down}}')],
  ['marks that are indented', '  -- migrate:up\n{{up}}\n  -- migrate:down\n{{down}}'],
])('takes %s', (_, layout) => {
  expect(filled(layout)).toContain(values.down);
});

test.each([
  [
    'both marks before all statements',
    '-- migrate:up\n-- migrate:down\n{{up}}\n{{down}}',
    '`ALTER TABLE a ADD b text` has to stand below `-- migrate:up` and above the next mark',
  ],
  [
    'what takes back among what goes on',
    '-- migrate:up\n{{up}}\n{{down}}\n-- migrate:down',
    '`ALTER TABLE a DROP b` has to stand below `-- migrate:down` and above the next mark',
  ],
  [
    'a mark between two statements of one way',
    '-- migrate:up\nALTER TABLE a ADD b text;\n-- migrate:down\nSELECT 1;\n{{down}}',
    '`SELECT 1` has to stand below `-- migrate:up` and above the next mark',
  ],
  [
    'statements above all marks',
    '{{up}}\n-- migrate:up\n-- migrate:down\n{{down}}',
    '`ALTER TABLE a ADD b text` has to stand below `-- migrate:up`',
  ],
])('refuses %s', (_, layout, says) => {
  expect(() => filled(layout)).toThrow(`ours/formats/${path}.hbs does not keep what a file must hold: ${says}`);
});

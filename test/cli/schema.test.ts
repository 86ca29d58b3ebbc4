import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/types.ts';
import { emptyDirectory, run, type Ran } from './run.ts';

const rename = ['rename', 'users.full_name', 'display_name'];
const dump = `-- Dumped from database version 16.3
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.users (id bigint PRIMARY KEY, full_name text NOT NULL);
ALTER TABLE public.users OWNER TO shop;
COPY public.users (id, full_name) FROM stdin;
1	it's
\\.
`;

function withDump(args: readonly string[], text = dump): Promise<Ran> {
  const cwd = emptyDirectory();
  writeFileSync(join(cwd, 'schema.sql'), text);
  return run(args, { cwd });
}

test('plans without a database, and says how and for what', async () => {
  const { code, out, err } = await withDump([...rename, '--schema', 'schema.sql', '--dry-run', '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { plan } = JSON.parse(out) as { plan: Plan };
  expect(plan.command).toBe('plan rename users.full_name display_name --schema schema.sql');
  expect(plan.server).toEqual({ versionNum: 160_003, major: 16 });
  expect(plan.estimate).toMatchObject({ rows: null, tableBytes: null, batches: null, seconds: null });
  expect(plan.attention.find(({ id }) => id === 'no-server')).toMatchObject({ level: 'note' });
});

test('says that there are no estimates, and for which version the SQL is', async () => {
  const args = [...rename, '--schema', 'schema.sql', '--server-version', '18', '--dry-run'];
  const { code, out } = await withDump(args);
  expect(code).toBe(0);
  expect(out).toContain('--schema schema.sql --server-version 18');
  expect(out).toContain('PostgreSQL 18. Made from a schema dump: there are no estimates without a server.');
  expect(out).toContain('| Rows, size and time | not known without a server |');
});

test('names what resembles a wrong column, with the whole command to type', async () => {
  const { code, err } = await withDump(['rename', 'users.ful_name', 'display_name', '--schema', 'schema.sql']);
  expect(code).toBe(2);
  expect(err).toContain('plan rename public.users.full_name display_name --schema schema.sql');
});

test.each<readonly [readonly string[], string]>([
  [
    [...rename, '--schema', 'schema.sql', '--database', 'postgres://h/d'],
    '--schema and --database cannot both say where',
  ],
  [[...rename, '--server-version', '16'], '--server-version is for --schema'],
  [
    [...rename, '--schema', 'schema.sql', '--server-version', '13'],
    '--server-version 13 is not a version from 14 to 18',
  ],
  [[...rename, '--schema', 'none.sql'], 'there is no file none.sql'],
  [[...rename, '--schema', ''], '--schema is empty'],
  [['--schema', 'schema.sql'], '--schema needs a command'],
])('%j is one sentence and a hint', async (args, says) => {
  const { code, out, err } = await withDump(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
  expect(err.trim().split('\n')).toHaveLength(2);
});

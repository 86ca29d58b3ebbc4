import { describe, expect, it } from 'vitest';
import { connect } from '../../src/catalog/connect.ts';
import { connectError } from '../../src/catalog/connect-error.ts';
import { newest } from '../support/server.ts';

const port = String(newest().port);

async function refused(
  database: string | undefined,
  env: NodeJS.ProcessEnv = {},
): Promise<{ message: string; hint: string }> {
  const error: unknown = await connect({ ...(database === undefined ? {} : { database }), env }).then(
    async (connection) => {
      await connection.close();
      return new Error('it connected');
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error) || error.name !== 'UserError') throw error;
  const hint = 'hint' in error ? String(error.hint) : '';
  expect(`${error.message} ${hint}`).not.toMatch(/hunter2|hunt/);
  return { message: error.message, hint };
}

describe('connects', () => {
  it.each<[string, string | undefined, NodeJS.ProcessEnv]>([
    ['by URL', `postgres://postgres:hunter2@127.0.0.1:${port}/postgres`, {}],
    ['by postgresql:// URL', `postgresql://postgres@127.0.0.1:${port}/postgres`, {}],
    ['by keywords', `host=127.0.0.1 port = ${port} user='postgres' password='a \\' b' dbname=postgres`, {}],
    ['by name and variables', 'postgres', { PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres' }],
    ['by DATABASE_URL', undefined, { DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres` }],
    ['by PG variables', undefined, { PGHOST: '127.0.0.1', PGPORT: port, PGUSER: 'postgres', PGDATABASE: 'postgres' }],
  ])('%s', async (_, database, env) => {
    const connection = await connect({ ...(database === undefined ? {} : { database }), env });
    expect(connection.description).toBe(`127.0.0.1:${port}/postgres`);
    expect(await connection.client.query('SHOW application_name')).toEqual([{ application_name: 'expand-contract' }]);
    await connection.close();
  });

  it('by --database before DATABASE_URL before the variables', async () => {
    const good = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const first = await connect({ database: good, env: { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' } });
    await first.close();
    const second = await connect({ env: { DATABASE_URL: good, PGHOST: 'nowhere.invalid' } });
    await second.close();
  });
});

describe('says what was tried, never the password', () => {
  it.each<[string, string | undefined, NodeJS.ProcessEnv, string, string]>([
    [
      'nothing listens',
      'postgres://u:hunter2@127.0.0.1:1/d',
      {},
      'Cannot connect to 127.0.0.1:1/d as u: nothing listens there.',
      'Check that the server runs',
    ],
    [
      'unknown host',
      'postgres://u:hunter2@no.invalid/d',
      {},
      'no.invalid:5432/d as u: the host name is not known',
      '--database is right',
    ],
    [
      'no such database',
      `postgres://postgres:hunter2@127.0.0.1:${port}/no_db`,
      {},
      'database "no_db" does not exist',
      'createdb no_db',
    ],
    [
      'no such role',
      `postgres://no_role:hunter2@127.0.0.1:${port}/postgres`,
      {},
      'role "no_role" does not exist',
      'the user or the password',
    ],
    [
      'no TLS',
      `postgres://postgres:hunter2@127.0.0.1:${port}/postgres?sslmode=verify-full`,
      {},
      'does not support SSL',
      'sslmode=disable',
    ],
    [
      'no socket',
      'host=/nowhere user=u password=hunter2 dbname=d',
      {},
      'there is no such socket',
      '--database is right',
    ],
    [
      'a broken URL',
      'postgres://u:hunter2@[::bad/d',
      {},
      '--database cannot be used: it is not a valid URL',
      'postgres://user@host',
    ],
    ['a slash in the password', 'postgres://u:12/hunter2@127.0.0.1:5432/d', {}, 'the password holds a sign', '%2F'],
    [
      'a missing certificate',
      'postgres://u:hunter2@h/d?sslrootcert=/nowhere',
      {},
      'the file /nowhere cannot be read',
      '',
    ],
    [
      'a missing certificate in a variable',
      undefined,
      { PGHOST: 'h', PGSSLROOTCERT: '/nowhere' },
      'The TLS file /nowhere cannot be read',
      'sslrootcert',
    ],
    ['another scheme', 'mysql://u:hunter2@h/d', {}, 'a mysql:// URL', '--database postgres://'],
    ['an unclosed quote', "host=h password='hunter2", {}, 'something is wrong at character', '--database postgres://'],
    ['an unknown setting', 'hots=h password=hunter2', {}, 'not known here: hots', 'known are host'],
    [
      'a port that is none',
      undefined,
      { PGHOST: 'h', PGPORT: 'x', PGPASSWORD: 'hunter2' },
      'The port "x" is not a number',
      '',
    ],
    [
      'DATABASE_URL',
      undefined,
      { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/d' },
      '127.0.0.1:1/d',
      'DATABASE_URL is right',
    ],
    [
      'variables',
      undefined,
      { PGHOST: '127.0.0.1', PGPORT: '1', PGUSER: 'u', PGPASSWORD: 'hunter2' },
      '127.0.0.1:1',
      'PGHOST, PGPORT',
    ],
  ])('%s', async (_, database, env, message, hint) => {
    const error = await refused(database, env);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('when nothing is set and nothing answers', () => {
    const attempt = { host: 'localhost', port: 5432, database: 'd', user: 'u', source: 'default' as const };
    const error = connectError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), attempt);
    expect(`${error.message} ${String(error.hint)}`).toMatch(/--database.*DATABASE_URL.*PGHOST/);
  });
});

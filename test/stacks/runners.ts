import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Runner } from './process.ts';

const at = (path: string): string => join(import.meta.dirname, path);

/** The first Python that has these modules: a shell may put another one before that of the Debian packages. */
function python(modules: string): string {
  const has = (program: string): boolean => spawnSync(program, ['-c', `import ${modules}`]).status === 0;
  return ['python3', '/usr/bin/python3'].find(has) ?? 'python3';
}

const sqlalchemyPython = python('sqlalchemy, psycopg2');
const djangoPython = python('django, psycopg2');

/** A stack of JavaScript: its packages are installed by `npm run tools`. */
const javascript = (stack: string): Runner => ({
  stack,
  command: [process.execPath, at(`${stack}/runner.mjs`)],
  probe: [process.execPath, '-e', `require(${JSON.stringify(at('../../.stacks/node_modules/pg'))})`],
  install: 'npm run tools',
});

/** The stacks whose snippets are executed. */
export const runners: readonly Runner[] = [
  { ...javascript('prisma'), slow: true },
  ...['drizzle', 'typeorm', 'mikroorm', 'sequelize', 'kysely', 'knex'].map(javascript),
  {
    stack: 'django',
    command: [djangoPython, at('django/runner.py')],
    probe: [djangoPython, '-c', 'import django, psycopg2'],
    install: 'apt-get install -y --no-install-recommends python3-django python3-psycopg2',
  },
  {
    stack: 'sqlalchemy',
    command: [sqlalchemyPython, at('sqlalchemy/runner.py')],
    probe: [sqlalchemyPython, '-c', 'import sqlalchemy, psycopg2'],
    install: 'apt-get install -y --no-install-recommends python3-sqlalchemy python3-psycopg2',
  },
  {
    stack: 'activerecord',
    command: ['ruby', at('activerecord/runner.rb')],
    probe: ['ruby', '-e', "require 'active_record'; require 'pg'"],
    install: 'apt-get install -y --no-install-recommends ruby-activerecord ruby-pg',
  },
];

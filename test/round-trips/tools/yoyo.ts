import { missingDebian, namesIn, noted, python } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const query = 'SELECT migration_id FROM _yoyo_migration ORDER BY applied_at_utc';

const yoyo = (project: Project, command: string, ...args: readonly string[]): Promise<string> =>
  project.run(python, [
    '-m',
    'yoyo',
    command,
    '--batch',
    '--no-config-file',
    '--database',
    project.url,
    ...args,
    'migrations',
  ]);

async function next(project: Project): Promise<string> {
  const done = await noted(project, '_yoyo_migration', query);
  const name = namesIn(project, 'migrations', /\.py$/).find((each) => !done.includes(each));
  return yoyo(project, 'apply', ...(name === undefined ? [] : ['--revision', name]));
}

async function back(project: Project): Promise<string> {
  const done = await noted(project, '_yoyo_migration', query);
  return yoyo(project, 'rollback', '--revision', done.at(-1) ?? '');
}

export const tool: Tool = {
  name: 'yoyo',
  format: 'yoyo',
  directory: 'migrations',
  own: /yoyo_/,
  missing: () => missingDebian('yoyo python3-psycopg2', python, '-c', 'import yoyo, psycopg2'),
  prepare({ write }, migration) {
    write('yoyo.ini', '[DEFAULT]\nsources = migrations\n');
    write(
      'migrations/20250101_01_a1B2c-create-parcels.py',
      `from yoyo import step\n\n__depends__ = {}\n\nsteps = [\n    step("""${migration}""", "DROP TABLE parcels"),\n]\n`,
    );
  },
  next,
  all: (project) => yoyo(project, 'apply'),
  back,
};

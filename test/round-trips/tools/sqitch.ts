import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingDebian, noted } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const sqitch = ({ run }: Project, ...args: readonly string[]): Promise<string> => run('sqitch', args);

/** The first change of the plan that is not deployed. */
async function pending(project: Project): Promise<string> {
  const plan = readFileSync(join(project.folder, 'sqitch.plan'), 'utf8');
  const done = await noted(project, 'sqitch.changes', 'SELECT change FROM sqitch.changes');
  const names = plan.split('\n').flatMap((line) => /^([a-z]\w*) /.exec(line)?.[1] ?? []);
  return names.find((name) => !done.includes(name)) ?? '@HEAD';
}

export const tool: Tool = {
  name: 'sqitch',
  format: 'sqitch',
  directory: '.',
  own: /\bsqitch\b/,
  missing: () =>
    missingDebian('sqitch libdbd-pg-perl postgresql-client', 'perl', '-MApp::Sqitch', '-MDBD::Pg', '-e', '1') ??
    missingDebian('postgresql-client', 'psql', '--version'),
  prepare({ write, at }, migration) {
    write(
      'sqitch.conf',
      `[core]\n\tengine = pg\n[engine "pg"]\n\ttarget = db:pg://${at.user}@${at.host}:${String(at.port)}/${at.database}\n[user]\n\tname = Ann\n\temail = ann@example.com\n`,
    );
    write(
      'sqitch.plan',
      '%syntax-version=1.0.0\n%project=shop\n\ncreate_parcels 2025-01-01T00:00:00Z Ann <ann@example.com> # Creates parcels\n',
    );
    write('deploy/create_parcels.sql', `-- Deploy shop:create_parcels to pg\n\nBEGIN;\n\n${migration}\n\nCOMMIT;\n`);
    write(
      'revert/create_parcels.sql',
      '-- Revert shop:create_parcels from pg\n\nBEGIN;\n\nDROP TABLE parcels;\n\nCOMMIT;\n',
    );
  },
  next: async (project) => sqitch(project, 'deploy', '--to', await pending(project)),
  all: (project) => sqitch(project, 'deploy'),
  back: (project) => sqitch(project, 'revert', '-y', '--to', '@HEAD^'),
};

import { UserError } from '../errors.ts';
import type { OutputFile, Phase, Plan } from '../types.ts';
import type { Format, Naming } from './format.ts';
import { downHeader, layOut, statementsOf, upHeader } from './layout.ts';
import { fileWords, uniqueName } from './names.ts';
import { type Migration, nextVersions } from './numbering.ts';
import { type Unit, unitsOf } from './units.ts';

// Down files lie in a folder of their own: a loop over *.sql would run `0010_x.down.sql` before `0010_x.sql`.
const downFolder = 'down';

/** Numbered files for psql, sent statement by statement. */
export const plain: Format = {
  name: 'plain',
  title: 'numbered SQL files for psql',
  url: 'https://www.postgresql.org/docs/current/app-psql.html',
  whole: false,
  directory: 'migrations',
  runs: 'psql -v ON_ERROR_STOP=1 -f {file}',
  detect: () => null,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = read(naming.directory, naming.existing);
    const phases = plan.phases.filter((phase) => phase.steps.some((step) => step.run.length > 0));
    const { directory, now } = naming;
    const start = { style: 'sequence', width: 4 } as const;
    const versions =
      naming.reuse.length === phases.length
        ? naming.reuse
        : nextVersions(phases.length, { directory, migrations, now, start });
    const taken = new Set(migrations.map(({ name }) => name.toLowerCase()));
    const created = now.toISOString();
    const up: OutputFile[] = [];
    const down: OutputFile[] = [];
    for (const [index, phase] of phases.entries()) {
      const name = uniqueName(fileWords(`${phase.name}_${phase.subject}`), taken);
      const path = `${versions[index] ?? ''}_${name}`;
      const write = (unit: Unit, header: string) =>
        layOut('plain', { name, created, header, statements: statementsOf(unit) });
      for (const unit of unitsOf(phase.steps, { whole: false, production: true })) {
        const content = write(unit, upHeader(phase, { number: 1, of: 1, opens: path }));
        up.push(file(phase, 'up', `${path}.sql`, unit, content));
      }
      for (const unit of unitsOf(phase.undo, { whole: false, production: false })) {
        down.unshift(file(phase, 'down', `${downFolder}/${path}.down.sql`, unit, write(unit, downHeader(phase))));
      }
    }
    return [...up, ...down];
  },
};

function file(phase: Phase, direction: 'up' | 'down', path: string, unit: Unit, content: string): OutputFile {
  return { path, phase: phase.name, direction, transaction: unit.transaction, content };
}

function read(directory: string, existing: readonly string[]): Migration[] {
  const sql = existing.filter((name) => name.endsWith('.sql'));
  const pair = sql.find((name) => name.endsWith('.up.sql'));
  if (pair !== undefined) {
    throw new UserError(
      `${directory} holds pairs of .up.sql and .down.sql files (${pair}), which are not the plain format`,
      {
        hint: 'say --format golang-migrate or --format gomigrate, or choose another directory with --dir DIR',
      },
    );
  }
  const migrations = sql.flatMap((name): Migration[] => {
    const [, digits, words] = /^(\d+)(?:[_-](.*?))?(?:\.down)?\.sql$/.exec(name) ?? [];
    if (digits === undefined) return [];
    return [{ file: name, digits, name: words ?? '', direction: name.endsWith('.down.sql') ? 'down' : 'up' }];
  });
  const stranger = sql[0];
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `the numbering in ${directory} is not known: it holds SQL files, and none begins with a number and an underscore, such as ${stranger}`,
    {
      hint: 'choose another directory with --dir DIR',
    },
  );
}

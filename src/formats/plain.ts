import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import type { Format, Naming } from './format.ts';
import { downHeader, layOut, statementsOf, upHeader } from './layout.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { statementByStatement, type Unit } from './units.ts';

// Down files lie in a folder of their own: a loop over *.sql would run `0010_x.down.sql` before `0010_x.sql`.
const downFolder = 'down';

/** Numbered files for psql, sent statement by statement. */
export const plain: Format = {
  name: 'plain',
  title: 'numbered SQL files for psql',
  url: 'https://www.postgresql.org/docs/current/app-psql.html',
  directory: 'migrations',
  capabilities: {
    sends: 'statements',
    transaction: 'none',
    optOut: 'not needed: psql wraps nothing',
    several: true,
    steps: true,
    down: 'file',
    staged: false,
  },
  runs: 'psql -v ON_ERROR_STOP=1 -f {file}',
  history: null,
  detect: () => null,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = read(naming.directory, naming.existing);
    const pieces = piecesOf(plan, naming, statementByStatement).filter(({ up }) => up !== null);
    const named = nameAll(pieces, naming, { migrations, start: { style: 'sequence', width: 4 } });
    const up = named.flatMap((piece) =>
      piece.up === null ? [] : [file(piece, 'up', `${piece.path}.sql`, piece.up, upHeader(piece.phase, piece))],
    );
    const down = named.flatMap((piece) =>
      piece.down === null
        ? []
        : [file(piece, 'down', `${downFolder}/${piece.path}.down.sql`, piece.down, downHeader(piece.phase))],
    );
    return [...up, ...down.toReversed()];
  },
};

function file({ phase }: Named, direction: 'up' | 'down', path: string, unit: Unit, header: string): OutputFile {
  const content = layOut('plain/migration.sql', { header, statements: statementsOf(unit) });
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

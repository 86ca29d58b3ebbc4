import { fieldInGo, functionsInGo, struct } from './golang.ts';
import { ident } from '../sql/value.ts';
import { goName, singular } from './names.ts';
import { namedIn } from './repo.ts';
import { plainStatements } from './statements.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';

const literal = (sql: string): string => (sql.includes('`') ? JSON.stringify(sql) : `\`${sql}\``);

/** pgx: SQL in Go, with rows read into a struct by the names of their columns. */
export const pgx: Stack = {
  name: 'pgx',
  title: 'pgx',
  url: 'https://pkg.go.dev/github.com/jackc/pgx/v5',
  seesAll: false,
  migrates: null,
  detect: (repo) => namedIn(repo, 'go.mod', /\bgithub\.com\/jackc\/pgx\b/, 'github.com/jackc/pgx'),
  find: () => null,
  names: { model: (table) => goName(singular(table)), field: fieldInGo },
  write(view) {
    const read = [view.key, ...view.fields.filter(({ reads }) => reads)];
    const { insert, select, update } = plainStatements(view, (at) => `$${String(at)}`);
    return [
      {
        what: 'Queries',
        language: 'go',
        text: fill('pgx/queries.go', {
          ...functionsInGo(view),
          model: view.model,
          lines: struct(read, (field) => `db:${JSON.stringify(ident(field.called).text.replaceAll('"', ''))}`),
          insert: literal(insert),
          select: literal(select),
          update: literal(update),
          refused: view.expects.map(({ code }) => JSON.stringify(code)),
        }),
      },
    ];
  },
};

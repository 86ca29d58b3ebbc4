import { goName, singular } from './names.ts';
import { filesIn } from './repo.ts';
import { plainStatements } from './statements.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';

/** sqlc: named statements, from which it writes Go; an alias keeps the name of a field. */
export const sqlc: Stack = {
  name: 'sqlc',
  title: 'sqlc',
  url: 'https://docs.sqlc.dev/en/stable/',
  seesAll: false,
  migrates: null,
  detect: (repo) => {
    const [file] = filesIn(repo, (path) => /(?:^|\/)sqlc\.(?:ya?ml|json)$/.test(path));
    return file === undefined ? null : `there is ${file}`;
  },
  find: () => null,
  names: { model: (table) => goName(singular(table)), field: goName },
  write: (view) => [
    {
      what: 'Queries',
      language: 'sql',
      text: fill('sqlc/queries.sql', {
        model: view.model,
        ...plainStatements(view, (_, name) => `@${name}`),
        updates: view.values.some(({ writes }) => writes.length > 0),
        refused: view.expects.map(({ code }) => code),
      }),
    },
  ],
};

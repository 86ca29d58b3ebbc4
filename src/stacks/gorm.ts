import { ident } from '../sql/value.ts';
import type { QualifiedName } from '../types.ts';
import { fieldInGo, functionsInGo, goFiles, sqlInGo, struct } from './golang.ts';
import { goName, isModelOf, singular, underscored } from './names.ts';
import { namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Field, View } from './view.ts';

/** GORM: a struct, whose tags say what its columns are called. */
export const gorm: Stack = {
  name: 'gorm',
  title: 'GORM',
  url: 'https://gorm.io/docs/models.html',
  seesAll: false,
  migrates: null,
  detect: (repo) => namedIn(repo, 'go.mod', /\bgorm\.io\/gorm\b/, 'gorm.io/gorm'),
  find: findStruct,
  names: { model: (table) => goName(singular(table)), field: fieldInGo },
  write(view) {
    const values = {
      ...functionsInGo(view),
      model: view.model,
      table: JSON.stringify(view.schema === 'public' ? view.table : `${view.schema}.${view.table}`),
    };
    return [
      {
        what: view.found?.file ?? 'the model',
        language: 'go',
        text: fill('gorm/model.go', { ...values, lines: struct([view.key, ...view.fields], tag(view)) }),
      },
      {
        what: 'Queries',
        language: 'go',
        text: fill('gorm/queries.go', {
          ...values,
          // A text alone would be taken for a condition in SQL.
          keyIs: sqlInGo(`${ident(view.key.name).text} = ?`),
          refused: view.expects.map(({ code }) => ERRORS[code] ?? ''),
        }),
      },
    ];
  },
};

/** With TranslateError in gorm.Config. */
const ERRORS: Readonly<Record<string, string>> = {
  '23503': 'gorm.ErrForeignKeyViolated',
  '23505': 'gorm.ErrDuplicatedKey',
  '23514': 'gorm.ErrCheckConstraintViolated',
};

const tag =
  ({ key }: View) =>
  (field: Field): string => {
    const parts = [
      `column:${field.name}`,
      ...(field.name === key.name ? ['primaryKey', ...made(field)] : []),
      // Written and not read yet, or read and never written.
      ...(field.reads ? [] : ['->:false;<-']),
      ...(field.writes ? [] : ['->']),
    ];
    return `gorm:"${parts.join(';')}"`;
  };

/** What the database makes, lest an empty value is sent for it; (-) says that there is a default without saying which. */
const made = ({ default: value }: Field): string[] =>
  value === null || value.is === 'sequence' ? [] : [`default:${value.is === 'uuid' ? 'gen_random_uuid()' : '(-)'}`];

/** By its TableName method, else by the name of the struct. */
function findStruct(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const { file, text } of goFiles(repo, /gorm/)) {
    for (const [, name = '', body = ''] of text.matchAll(/^type\s+(\w+)\s+struct\s*\{([^]*?)^\}/gm)) {
      const own = new RegExp(`\\b\\*?${name}\\)\\s*TableName\\(\\)\\s*string\\s*\\{\\s*return\\s+"([^"]+)"`).exec(
        text,
      )?.[1];
      if (own === undefined ? !isModelOf(name, table) : own !== table) continue;
      return { name, file, fields: fieldsOf(body) };
    }
  }
  return null;
}

/** The field of each column; one that its tag gives no other column has that of its name. */
function fieldsOf(body: string): Map<string, string> {
  const all = [...body.matchAll(/^\s+([A-Z]\w*)[ \t]+[\w.*[\]]+[ \t]*(?:`([^`\n]*)`)?/gm)];
  const named = all.map(([, field = '', its = '']) => [/\bcolumn:(\w+)/.exec(its)?.[1], field] as const);
  return new Map([
    ...named.flatMap(([column, field]) => (column === undefined ? [[underscored(field), field] as const] : [])),
    ...named.flatMap(([column, field]) => (column === undefined ? [] : [[column, field] as const])),
  ]);
}

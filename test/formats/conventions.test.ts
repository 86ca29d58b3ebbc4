/** What the formats take from what lies in the repository. */
import { describe, expect, test } from 'vitest';
import { type Format, formats } from '../../src/formats/index.ts';
import type { OutputFile, Plan } from '../../src/types.ts';
import { alone, fixture, statement, step, withSteps } from './fixture.ts';
import { treeOf } from './memory.ts';

const now = new Date('2026-03-01T12:00:00Z');

function format(name: string): Format {
  const found = formats.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no format is called ${name}`);
  return found;
}

/** What a format writes into a directory of this repository. */
function written(name: string, directory: string, tree: Record<string, string>, plan: Plan = fixture()): OutputFile[] {
  const repo = treeOf(tree);
  return format(name).files(plan, { directory, existing: repo.list(directory), now, reuse: [], repo });
}

const contents = (files: readonly OutputFile[]): string => files.map(({ content }) => content).join('\n');
const paths = (files: readonly OutputFile[]): string[] => files.map(({ path }) => path);

describe('goose and dbmate', () => {
  test('goose goes on with five digits, and brackets what spans lines', () => {
    const tree = { 'sql/00007_users.sql': '-- +goose Up\nSELECT 1;' };
    const lines = withSteps('expand', [step('two', statement('SELECT 1,\n  2;'), statement("SELECT ' --';"))]);
    const [first] = written('goose', 'sql', tree, lines);
    expect(first?.path).toBe('00008_expand_users_display_name.sql');
    expect(first?.content).toContain('-- +goose StatementBegin\nSELECT 1,\n  2;\n-- +goose StatementEnd');
    expect(first?.content).toContain("-- +goose StatementBegin\nSELECT ' --';\n-- +goose StatementEnd");
  });

  test.each([
    ['goose', '-- +goose Down'],
    ['dbmate', '-- migrate:down'],
  ])('%s: SQL with a line that is its marker is refused', (name, marker) => {
    const plan = withSteps('expand', [step('x', statement(`SELECT '\n${marker}\n';`))]);
    expect(() => written(name, 'sql', {}, plan)).toThrow(`takes for its own marker: ${marker}`);
  });

  test.each([
    ['goose', 'db/1_a.sql', '-- migrate:up'],
    ['dbmate', 'db/1_a.sql', '-- +goose Up'],
  ])('%s does not go on in the files of another tool', (name, path, text) => {
    expect(() => written(name, 'db', { [path]: text })).toThrow(/so it is not a migration of/);
  });

  test('dbmate: each block has its own transaction', () => {
    const plan = withSteps(
      'expand',
      [step('up', statement('SELECT 2;'))],
      [step('down', statement('DROP INDEX CONCURRENTLY i;', alone))],
    );
    expect(written('dbmate', 'db', {}, plan)[0]?.content).toMatch(
      /^-- migrate:up\n[^]*^-- migrate:down transaction:false\n/m,
    );
  });
});

describe('Flyway', () => {
  test.each([
    ['V1__a.sql', 'V2__'],
    ['V0009__a.sql', 'V0010__'],
    ['V1.9__a.sql', 'V1.10__'],
    ['V2_1_09__a.sql', 'V2_1_10__'],
    ['V20250101000000__a.sql', 'V20260301120000__'],
  ])('after %s comes %s', (there, next) => {
    expect(paths(written('flyway', 'sql', { [`sql/${there}`]: '' }))[0]).toMatch(
      new RegExp(`^${next.replaceAll('.', '\\.')}expand`),
    );
  });

  test('a .conf lies beside what must not be wrapped, or holds what looks like a placeholder', () => {
    const plan = withSteps('expand', [step('a', statement("SELECT '${x}';"))]);
    const files = written('flyway', 'sql', {}, plan);
    expect(files.map(({ path, role, content }) => (role === undefined ? path : content))).toEqual([
      'V1__expand_users_display_name.sql',
      'placeholderReplacement=false\n',
      'V2__backfill_users_display_name.sql',
      'executeInTransaction=false\n',
      'V3__contract_users_full_name.sql',
    ]);
  });

  test('says how to keep it from waiting for itself', () => {
    const repo = treeOf({});
    const naming = { directory: 'sql', existing: [], now, reuse: [], repo };
    const says = format('flyway').findings?.(written('flyway', 'sql', {}), fixture(), naming) ?? [];
    expect(says.map(({ detail }) => detail).join()).toContain('flyway.postgresql.transactional.lock=false');
  });
});

describe('Rails', () => {
  const tree = {
    Gemfile: "gem 'rails'\ngem 'strong_migrations'\n",
    'db/migrate/20250101000000_a.rb': '# frozen_string_literal: true\n\nclass A < ActiveRecord::Migration[7.1]\nend\n',
    'config/initializers/inflections.rb':
      "ActiveSupport::Inflector.inflections(:en) do |inflect|\n  inflect.acronym 'API'\nend\n",
  };

  test('version, magic comment, strong_migrations and acronyms are the team’s', () => {
    const plan = fixture({ phases: fixture().phases.map((phase) => ({ ...phase, subject: 'api_keys' })) });
    const [first] = written('rails', 'db/migrate', tree, plan);
    expect(first?.content).toMatch(
      /^# frozen_string_literal: true\n\nclass ExpandAPIKeys < ActiveRecord::Migration\[7\.1\]\n/,
    );
    expect(first?.content).toContain('    safety_assured do\n      # Step add\n');
  });

  test('an empty directory: the version of Gemfile.lock', () => {
    expect(contents(written('rails', 'db/migrate', { 'Gemfile.lock': '    rails (8.0.1)\n' }))).toContain(
      'Migration[8.0]',
    );
  });

  test('reads like a migration written by hand', () => {
    expect(written('rails', 'db/migrate', {})[0]?.content).toMatchSnapshot();
  });
});

describe('Django', () => {
  const initial = "class Migration(migrations.Migration):\n    dependencies = [\n        ('auth', '0009_x'),\n    ]\n";
  const after = (name: string) => initial.replace("'auth', '0009_x'", `'shop', '${name}'`);

  test('comes after the leaf, and each phase after the one before', () => {
    const tree = { 'shop/migrations/0001_initial.py': initial, 'shop/migrations/0002_more.py': after('0001_initial') };
    const files = written('django', 'shop/migrations', tree);
    expect(paths(files)[0]).toBe('0003_expand_users_display_name.py');
    expect(files.slice(0, 2).map(({ content }) => /\('shop', '(\w+)'\)/.exec(content)?.[1])).toEqual([
      '0002_more',
      '0003_expand_users_display_name',
    ]);
  });

  test('a merge of two branches is one end, two ends are refused with the command that merges them', () => {
    const two = {
      'shop/migrations/0001_initial.py': initial,
      'shop/migrations/0002_a.py': after('0001_initial'),
      'shop/migrations/0002_b.py': after('0001_initial'),
    };
    expect(() => written('django', 'shop/migrations', two)).toThrow(/two ends .*: 0002_a and 0002_b/);
    const merge = initial.replace("('auth', '0009_x')", "('shop', '0002_a'), ('shop', '0002_b')");
    const merged = { ...two, 'shop/migrations/0003_merge.py': merge };
    expect(paths(written('django', 'shop/migrations', merged))[0]).toMatch(/^0004_/);
  });

  test('another app may have migrations of the same names', () => {
    const tree = {
      'shop/migrations/0001_initial.py': initial.replace("'auth', '0009_x'", "'accounts', '0001_initial'"),
      'shop/migrations/0002_more.py': initial.replace("'auth', '0009_x'", "'shop', '0001_initial'), ('b', '0002_more'"),
    };
    expect(written('django', 'shop/migrations', tree)[0]?.content).toContain("('shop', '0002_more')");
  });

  test('the label of apps.py, and double quotes', () => {
    const tree = {
      'shop/apps.py': "class ShopConfig(AppConfig):\n    label = 'store'\n",
      'shop/migrations/0001_initial.py': initial.replaceAll("'", '"'),
    };
    const files = written('django', 'shop/migrations', tree);
    expect(files[0]?.content).toContain('("store", "0001_initial")');
  });

  test('the findings say how the state of the models follows', () => {
    const naming = { directory: 'shop/migrations', existing: [], now, reuse: [], repo: treeOf({}) };
    const files = written('django', 'shop/migrations', {});
    const [says] = format('django').findings?.(files, fixture(), naming) ?? [];
    expect(says?.detail).toContain('SeparateDatabaseAndState');
  });

  test('reads like a migration written by hand', () => {
    expect(written('django', 'shop/migrations', {})[1]?.content).toMatchSnapshot();
  });
});

const revision = (id: string, below: string) => `"""x"""\nrevision = '${id}'\ndown_revision = ${below}\n`;

describe('Alembic', () => {
  const dir = 'alembic/versions';

  test('comes after the head, and goes on with numbers where the team has numbers', () => {
    const tree = { [`${dir}/a.py`]: revision('aa', 'None'), [`${dir}/b.py`]: revision('bb', "'aa'") };
    const [first, second] = written('alembic', dir, tree);
    expect(first?.content).toContain("down_revision = 'bb'\n");
    const [, id = ''] = /^revision = '([0-9a-f]{12})'$/m.exec(first?.content ?? '') ?? [];
    expect(second?.content).toContain(`down_revision = '${id}'\n`);
    const numbers = { [`${dir}/0001_a.py`]: revision('0001', 'None') };
    expect(contents(written('alembic', dir, numbers))).toContain("revision = '0002'\n");
  });

  test('the file_template of alembic.ini', () => {
    const template = 'file_template = %%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s\n';
    expect(paths(written('alembic', dir, { 'alembic.ini': template }))[0]).toMatch(
      /^2026_03_01_1200-[0-9a-f]{12}_expand_users_display_name\.py$/,
    );
  });

  test.each([
    ['two heads', { a: revision('aa', 'None'), b: revision('bb', 'None') }, /two heads: aa and bb/],
    ['a link that is missing', { a: revision('aa', "'zz'") }, /comes after zz, and there is no such revision/],
    ['a circle', { a: revision('aa', "'bb'"), b: revision('bb', "'aa'") }, /in a circle/],
  ])('refuses %s', (_, modules, message) => {
    const tree = Object.fromEntries(Object.entries(modules).map(([name, text]) => [`${dir}/${name}.py`, text]));
    expect(() => written('alembic', dir, tree)).toThrow(message);
  });

  test('a title cannot end the docstring', () => {
    const phases = fixture().phases.map((phase) => ({ ...phase, title: 'a """ b \\', summary: ['c"'] }));
    expect(contents(written('alembic', dir, {}, fixture({ phases })))).toContain('"""a \\"\\"\\" b \\\\\n');
  });
});

describe('Prisma', () => {
  test('a folder each, stamps after a baseline, and the lock file when there is none', () => {
    const files = written('prisma', 'prisma/migrations', { 'prisma/migrations/0_init/migration.sql': '' });
    expect(paths(files)[0]).toBe('20260301120000_expand_users_display_name/migration.sql');
    expect(files.at(-1)).toMatchObject({ path: 'migration_lock.toml', role: 'sidecar' });
    const lock = { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n' };
    expect(paths(written('prisma', 'prisma/migrations', lock))).not.toContain('migration_lock.toml');
  });

  test('refuses the migrations of another database', () => {
    const lock = { 'prisma/migrations/migration_lock.toml': 'provider = "mysql"\n' };
    expect(() => written('prisma', 'prisma/migrations', lock)).toThrow(/says that the database is mysql/);
  });
});

describe('Knex', () => {
  test.each([
    [
      'CommonJS',
      { 'migrations/1_a.js': 'exports.up = async () => {};' },
      /\.js$/,
      /^exports\.up = async \(knex\) => \{$/m,
    ],
    ['ESM', { 'migrations/1_a.mjs': '' }, /\.mjs$/, /^export async function up\(knex\) \{$/m],
    ['ESM in .js', { 'migrations/1_a.js': 'export async function up() {}' }, /\.js$/, /^export const config = /m],
    [
      'TypeScript',
      { 'migrations/1_a.ts': '' },
      /\.ts$/,
      /^export async function down\(knex: Knex\): Promise<void> \{$/m,
    ],
    ['the type of the package', { 'package.json': '{"type":"module"}' }, /\.js$/, /^export async function up/m],
    ['the ending of the knexfile', { 'knexfile.ts': '' }, /\.ts$/, /^import type \{ Knex \} from 'knex';$/m],
    ['nothing', {}, /\.js$/, /^exports\.config = \{ transaction: false \};$/m],
  ])('is written as %s says', (_, tree, path, text) => {
    const files = written('knex', 'migrations', tree);
    expect(files[1]?.path).toMatch(path);
    expect(files[1]?.content).toMatch(text);
  });

  test('reads like a migration written by hand', () => {
    expect(written('knex', 'migrations', {})[1]?.content).toMatchSnapshot();
  });
});

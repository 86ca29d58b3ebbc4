import type { OutputFile, Plan } from '../types.ts';
import { calls, downRemark, remark, type Style, upRemark } from './code.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { rubyHeredoc } from './literals.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { backInFirst, readSingles } from './sections.ts';
import type { Unit } from './units.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: 'disable_ddl_transaction!',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

/** Rails: a Ruby class with up and down, each statement in an execute. */
export const rails: Format = {
  name: 'rails',
  title: 'Rails (ActiveRecord)',
  url: 'https://guides.rubyonrails.org/active_record_migrations.html',
  directory: 'db/migrate',
  capabilities,
  runs: 'bin/rails db:migrate:up VERSION={version}',
  history: notesEach(
    { table: 'schema_migrations', query: 'SELECT version::text AS version FROM schema_migrations ORDER BY version' },
    leadingDigits,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'Rails', pattern: /^(\d+)_(.*)\.rb$/, endings: /\.(?:rb|sql)$/ }, naming);
    const conventions = conventionsOf(naming);
    return nameAll(piecesOf(plan, naming, capabilities), naming, { migrations, start: { style: 'stamp' } }).map(
      (piece) => rubyFile(piece, conventions),
    );
  },
};

/** What the migrations that are there and the Gemfile say. */
interface Conventions {
  /** The `7.1` of `ActiveRecord::Migration[7.1]`. */
  readonly api: string;
  readonly frozen: boolean;
  readonly strong: boolean;
  readonly acronyms: readonly string[];
}

function conventionsOf({ directory, existing, repo }: Naming): Conventions {
  const newest = existing.findLast((file) => /^\d+_.*\.rb$/.test(file));
  const text = newest === undefined ? '' : (repo.read(`${directory}/${newest}`) ?? '');
  const locked = repo.read('Gemfile.lock') ?? '';
  const inflections = repo.read('config/initializers/inflections.rb') ?? '';
  return {
    api:
      /ActiveRecord::Migration\[(\d+\.\d+)\]/.exec(text)?.[1] ??
      /^ {4}(?:rails|activerecord) \((\d+\.\d+)/m.exec(locked)?.[1] ??
      '6.1',
    frozen: text.startsWith('# frozen_string_literal: true'),
    strong: /^\s*gem\s+["']strong_migrations["']/m.test(repo.read('Gemfile') ?? ''),
    acronyms: [...inflections.matchAll(/^\s*(?!#)\S*\.acronym\(?\s*["'](\w+)["']/gm)].map(([, word = '']) => word),
  };
}

function rubyFile(piece: Named, { api, frozen, strong, acronyms }: Conventions): OutputFile {
  const { phase, up, down, name, path, opens } = piece;
  const transaction = up?.transaction ?? true;
  const style: Style = { sign: '#', indent: strong ? 6 : 4 };
  const content = layOut('rails/migration.rb', {
    frozen,
    api,
    className: className(name, acronyms),
    transaction: transaction && (down?.transaction ?? true),
    strong,
    header: upRemark(phase, { ...piece, opens: `${opens}.rb` }, { sign: '#', indent: 2 }),
    up: up === null ? remark('Nothing to do: this file only takes something back.', style) : executes(up, style),
    downHeader: downRemark(phase, { sign: '#', indent: 4 }),
    down: down === null ? remark(`Nothing to do: ${backInFirst(piece)}.`, style) : executes(down, style),
  });
  return { path: `${path}.rb`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

function executes(unit: Unit, style: Style): string {
  return calls(unit, style, (sql) => {
    const { opens, lines } = rubyHeredoc(sql, style.indent);
    return `execute ${opens}\n${lines}`;
  });
}

/** What Rails makes of a file's name when it looks for the class in it. */
function className(name: string, acronyms: readonly string[]): string {
  return name
    .split('_')
    .map(
      (word) =>
        acronyms.find((each) => each.toLowerCase() === word) ?? word.replace(/^./, (first) => first.toUpperCase()),
    )
    .join('');
}

function detect(repo: Repo): Evidence | null {
  const gem = /^\s*gem\s+["'](rails|activerecord)["']/m.exec(repo.read('Gemfile') ?? '')?.[1];
  const migrations = repo.list('db/migrate').filter((name) => /^\d+_.*\.rb$/.test(name)).length;
  // Often another one in development than in production.
  const adapters = [...(repo.read('config/database.yml') ?? '').matchAll(/^\s*adapter:\s*["']?(\w+)/gm)];
  const foreign = adapters.length > 0 && !adapters.some(([, each = '']) => each.startsWith('postg'));
  if ((gem === undefined && migrations === 0) || foreign) return null;
  return {
    because: [
      ...(migrations > 0 ? ['db/migrate holds Ruby migrations'] : []),
      ...(gem === undefined ? [] : [`the Gemfile has ${gem}`]),
    ],
    directory: 'db/migrate',
    migrations,
  };
}

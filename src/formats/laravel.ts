import type { OutputFile, Plan } from '../types.ts';
import { calls, downRemark, remark, type Style, upRemark } from './code.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { phpHeredoc } from './heredocs.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { backInFirst, readSingles } from './sections.ts';
import type { Unit } from './units.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: 'public $withinTransaction = false;',
  several: true,
  steps: false,
  down: 'section',
  staged: true,
};

const pattern = /^(\d{4}_\d\d_\d\d_\d{6})_(.*)\.php$/;

/** Laravel: a PHP class with up and down, each statement in a DB::unprepared, which takes nothing for a parameter. */
export const laravel: Format = {
  name: 'laravel',
  title: 'Laravel',
  url: 'https://laravel.com/docs/migrations',
  directory: 'database/migrations',
  capabilities,
  runs: 'php artisan migrate',
  history: notesEach(
    { table: 'migrations', query: 'SELECT migration::text AS version FROM migrations ORDER BY id' },
    ({ path }) => path.replace(/\.php$/, ''),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const style = styleOf(naming);
    return nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations: read(naming),
      start: { style: 'stamp' },
      byName: true,
      path: (version, name) => `${version.replace(/^(\d{4})(\d\d)(\d\d)(\d{6})$/, '$1_$2_$3_$4')}_${name}`,
      version: (file) => pattern.exec(file)?.[1]?.replaceAll('_', ''),
    }).map((piece) => phpFile(piece, style));
  },
};

function read(naming: Naming): Migration[] {
  // Its stamps have underscores; what they are compared by has none.
  const found = readSingles({ title: 'Laravel', pattern, endings: /\.(?:php|sql)$/ }, naming);
  return found.map((migration) => ({ ...migration, digits: migration.digits.replaceAll('_', '') }));
}

/** What the newest migration that is there does. */
interface PhpStyle {
  readonly strict: boolean;
  /** A class with a name, as before Laravel 9. */
  readonly named: boolean;
}

function styleOf({ directory, existing, repo }: Naming): PhpStyle {
  const newest = existing.findLast((file) => pattern.test(file));
  const text = newest === undefined ? '' : (repo.read(`${directory}/${newest}`) ?? '');
  return {
    strict: /^declare\(strict_types\s*=\s*1\);/m.test(text),
    named: /^(?:final )?class \w+ extends Migration\b/m.test(text),
  };
}

const code: Style = { sign: '//', indent: 8 };

function phpFile(piece: Named, { strict, named }: PhpStyle): OutputFile {
  const { phase, up, down, name, path, opens } = piece;
  const transaction = up?.transaction ?? true;
  const content = layOut('laravel/migration.php', {
    strict,
    className: named ? studly(name) : '',
    transaction: transaction && (down?.transaction ?? true),
    header: upRemark(phase, { ...piece, opens: `${opens}.php` }, { sign: '//', indent: 0 }),
    up: up === null ? remark('Nothing to do: this file only takes something back.', code) : sent(up),
    downHeader: downRemark(phase, code),
    down: down === null ? remark(`Nothing to do: ${backInFirst(piece)}.`, code) : sent(down),
  });
  return { path: `${path}.php`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

function sent(unit: Unit): string {
  return calls(unit, code, (sql) => {
    const { opens, lines } = phpHeredoc(sql, code.indent);
    return `DB::unprepared(${opens}\n${lines});`;
  });
}

/** What Laravel makes of a file's name when it looks for the class in it. */
const studly = (name: string): string =>
  name
    .split('_')
    .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
    .join('');

function detect(repo: Repo): Evidence | null {
  const names = /"laravel\/framework"\s*:/.test(repo.read('composer.json') ?? '');
  const artisan = repo.read('artisan') !== null;
  if (!names && !artisan) return null;
  return {
    because: [...(artisan ? ['there is an artisan'] : []), ...(names ? ['composer.json has laravel/framework'] : [])],
    directory: 'database/migrations',
    migrations: repo.list('database/migrations').filter((file) => pattern.test(file)).length,
  };
}

import { createHash } from 'node:crypto';
import type { OutputFile, Plan } from '../types.ts';
import { type Constant, constants, downRemark, remark, upRemark } from './code.ts';
import { settingIn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { pythonBlock } from './literals.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { backInFirst, readSingles } from './sections.ts';
import { stamp } from './stamp.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: '__transactional__ = False',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

/** A day, a number and five letters by chance, as `yoyo new` names its files; or any number. */
const own = /^(\d{8}_\d{2,})_\w{5}(?:-(.*?))?(?:\.rollback)?\.(?:py|sql)$/;
const numbered = /^(\d+)[-_.]?(.*?)(?:\.rollback)?\.(?:py|sql)$/;

/** yoyo: Python modules with steps, since it takes SQL files apart by guessing; it runs them in the order of their names. */
export const yoyo: Format = {
  name: 'yoyo',
  title: 'yoyo',
  url: 'https://ollycope.com/software/yoyo/latest/',
  directory: 'migrations',
  capabilities,
  runs: 'yoyo apply --batch --database "$DATABASE_URL" --revision {name} {directory}',
  history: notesEach(
    {
      table: '_yoyo_migration',
      query: 'SELECT migration_id::text AS version FROM _yoyo_migration ORDER BY applied_at_utc',
    },
    ({ path }) => path.replace(/\.(?:py|sql)$/, ''),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const there = naming.existing.filter((file) => !file.endsWith('.rollback.sql') && !file.startsWith('__'));
    const found = { ...naming, existing: there };
    const dated = there.length === 0 || there.some((file) => own.test(file));
    const migrations = readSingles({ title: 'yoyo', pattern: dated ? own : numbered, endings: /\.(?:py|sql)$/ }, found);
    const separator = /^\d+([-_.])/.exec(migrations.at(-1)?.file ?? '')?.[1] ?? '_';
    const pieces = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations: migrations.map((each) => ({
        ...each,
        digits: each.digits.replace('_', ''),
        name: each.name.replaceAll('-', '_'),
      })),
      start: { style: 'sequence', width: 4 },
      byName: true,
      ...(dated
        ? {
            next: (count: number) =>
              nextDated(
                migrations.map(({ digits }) => digits),
                naming.now,
                count,
              ),
          }
        : {}),
      path: (version, name) =>
        dated ? `${version}_${chance(version + name)}-${name.replaceAll('_', '-')}` : `${version}${separator}${name}`,
      version: (file) => (dated ? own : numbered).exec(file)?.[1],
    });
    const leaf = there.findLast((file) => (dated ? own : numbered).test(file))?.replace(/\.\w+$/, '');
    return pieces.map((piece, index) => pythonFile(piece, pieces[index - 1]?.path ?? leaf));
  },
};

/** The numbers of a day, going on from the newest; never an earlier day. */
function nextDated(there: readonly string[], now: Date, count: number): string[] {
  const today = stamp(now).slice(0, 8);
  const newest = there.toSorted().at(-1);
  const [day, last] = newest !== undefined && newest.slice(0, 8) >= today ? newest.split('_') : [today, '0'];
  return Array.from({ length: count }, (_, index) => {
    const next = String(Number(last) + index + 1);
    return `${day ?? today}_${next.padStart(2, '0')}`;
  });
}

/** Five letters as yoyo would have drawn, the same for the same name. */
function chance(name: string): string {
  return createHash('sha256').update(name).digest('base64').replace(/\W/g, '').slice(0, 5);
}

function pythonFile(piece: Named, before: string | undefined): OutputFile {
  const { phase, up, down, path, opens } = piece;
  const taken = new Set(['step', 'steps']);
  const forward = up === null ? [] : constants(up, '', taken);
  // yoyo goes back from the last step to the first.
  const back = down === null ? [] : constants(down, 'undo_', taken);
  const transaction = up?.transaction ?? true;
  const none = piece.up === null ? 'this file only takes something back' : backInFirst(piece);
  const content = layOut('yoyo/migration.py', {
    header: upRemark(phase, { ...piece, opens: `${opens}.py` }, { sign: '#', indent: 0 }),
    depends: before === undefined ? '{}' : `{"${before}"}`,
    transaction: transaction && (down?.transaction ?? true),
    constants: [...forward, ...back].map((each) => ({ ...each, text: pythonBlock(each.sql) })),
    forward: forward.map(nameOf),
    backHeader: downRemark(phase, { sign: '#', indent: 4 }),
    back: back.toReversed().map(nameOf),
    nothing: remark(`Nothing to do: ${none}.`, { sign: '#', indent: 4 }),
  });
  return { path: `${path}.py`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

const nameOf = ({ name }: Constant): string => name;

function detect(repo: Repo): Evidence | null {
  const said = settingIn(repo, { 'yoyo.ini': /^\s*sources\s*=\s*([^\s%]+)/m });
  const manifests = ['requirements.txt', 'pyproject.toml', 'setup.cfg', 'Pipfile'].filter((file) =>
    /\byoyo-migrations\b/.test(repo.read(file) ?? ''),
  );
  if (repo.read('yoyo.ini') === null && manifests.length === 0) return null;
  const directory = said?.directory ?? 'migrations';
  return {
    because: [
      ...(repo.read('yoyo.ini') === null ? [] : ['there is a yoyo.ini']),
      ...manifests.map((file) => `${file} names yoyo-migrations`),
    ],
    directory,
    migrations: repo.list(directory).filter((file) => numbered.test(file) && !file.endsWith('.rollback.sql')).length,
  };
}

import { basename, dirname } from 'node:path';
import { UserError } from '../errors.ts';
import type { Finding, OutputFile, Plan } from '../types.ts';
import { constants, downRemark, remark, upRemark } from './code.ts';
import { detectDjango } from './django-apps.ts';
import type { Capabilities, Format, MigrationFile, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { pythonBlock } from './literals.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: 'atomic = False',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

/** Django: a Python module in the app's migrations, with RunSQL and its way back. */
export const django: Format = {
  name: 'django',
  title: 'Django',
  url: 'https://docs.djangoproject.com/en/stable/topics/migrations/',
  directory: null,
  capabilities,
  runs: 'python manage.py migrate {app} {name}',
  history: notesEach(
    {
      table: 'django_migrations',
      query: "SELECT app || '.' || name AS version FROM django_migrations ORDER BY id",
    },
    (file: MigrationFile) => `${labelOf(file.directory, file.repo)}.${file.path.replace(/\.py$/, '')}`,
  ),
  findings: (files, plan) => (files.length === 0 || plan.change.kind === 'drop-index' ? [] : [STATE]),
  detect: detectDjango,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const modules = read(naming);
    const app = labelOf(naming.directory, naming.repo);
    const leaf = leafOf(modules, naming.directory, app);
    const named = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations: numbered(modules),
      start: { style: 'sequence', width: 4 },
    });
    const double = modules.some(({ text }) => /\(\s*"\w+",\s*"\w+"\s*\)/.test(text));
    const files = named.map((piece, index) => {
      const before = named[index - 1]?.path ?? leaf;
      return pythonFile(piece, { app, before, quote: double ? '"' : "'" });
    });
    return naming.existing.includes('__init__.py') || naming.existing.length === 0 ? files : [...files, initFile()];
  },
};

// Not state_operations in the files themselves: the models change with the code of a deploy, in which none of these files
// need be new, and makemigrations compares them with the last migration there is, whether it has run or not.
const STATE: Finding = {
  id: 'django-state',
  level: 'note',
  title: "Django's state of the models",
  detail:
    "These migrations are SQL, and Django's state of the models does not follow them. Where the notes show a model that changes, they show a migration of the state alone (SeparateDatabaseAndState) for the same commit; with it, makemigrations finds nothing to write.",
  deploy: null,
};

interface Around {
  readonly app: string;
  /** The migration that it depends on; null: it is the first. */
  readonly before: string | null;
  readonly quote: '"' | "'";
}

function pythonFile(piece: Named, { app, before, quote }: Around): OutputFile {
  const { phase, up, down, path, opens } = piece;
  const taken = new Set<string>();
  const [forward, back] = [
    up === null ? [] : constants(up, '', taken),
    down === null ? [] : constants(down, 'undo_', taken),
  ];
  const transaction = up?.transaction ?? true;
  const content = layOut('django/migration.py', {
    header: upRemark(phase, { ...piece, opens: `${opens}.py` }, { sign: '#', indent: 0 }),
    constants: [...forward, ...back].map((each) => ({
      ...each,
      text: pythonBlock(each.sql),
      remark: each.remark ?? '',
    })),
    transaction: transaction && (down?.transaction ?? true),
    dependency: before === null ? '' : `(${quote}${app}${quote}, ${quote}${before}${quote}),`,
    forward: forward.map(({ name }) => name),
    back: back.map(({ name }) => name),
    backHeader: back.length === 0 ? '' : downRemark(phase, { sign: '#', indent: 12 }),
    nothingBack: remark('There is nothing to take back.', { sign: '#', indent: 12 }),
  });
  return { path: `${path}.py`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

function initFile(): OutputFile {
  return { path: '__init__.py', phase: null, direction: 'up', transaction: true, role: 'sidecar', content: '' };
}

interface PythonModule {
  readonly name: string;
  readonly text: string;
}

function read({ directory, existing, repo }: Naming): PythonModule[] {
  const stranger = existing.find((file) => file.endsWith('.sql'));
  const modules = existing
    .filter((file) => /^[A-Za-z0-9]\w*\.py$/.test(file))
    .map((file) => ({ name: file.replace(/\.py$/, ''), text: repo.read(`${directory}/${file}`) ?? '' }));
  if (modules.length > 0 || stranger === undefined) return modules;
  throw new UserError(`${directory} holds SQL files, such as ${stranger}, and no migrations of Django`, {
    hint: "say the app's own directory with --dir APP/migrations",
  });
}

// Two branches may have made one number each, and a merge brought them together: that is no mistake in Django.
function numbered(modules: readonly PythonModule[]): Migration[] {
  const byNumber = new Map<string, Migration>();
  for (const { name } of modules) {
    const [, digits, words = ''] = /^(\d+)_?(.*)$/.exec(name) ?? [];
    if (digits !== undefined)
      byNumber.set(String(BigInt(digits)), { file: `${name}.py`, digits, name: words, direction: 'up' });
  }
  return [...byNumber.values()];
}

/** The migration that nothing else of the app depends on. Throws UserError when there are two. */
function leafOf(modules: readonly PythonModule[], directory: string, app: string): string | null {
  const replaced = new Set(modules.flatMap(({ text }) => namesIn(text, /^\s*replaces\s*=\s*\[([^\]]*)\]/m, app)));
  const present = modules.filter(({ name, text }) => !replaced.has(name) && /\bclass Migration\b/.test(text));
  const known = new Set(present.map(({ name }) => name));
  const needed = new Set(
    present
      .flatMap(({ text }) => namesIn(text, /^\s*dependencies\s*=\s*\[([^\]]*)\]/m, app))
      .filter((name) => known.has(name)),
  );
  const leaves = present.map(({ name }) => name).filter((name) => !needed.has(name));
  if (leaves.length > 1) {
    throw new UserError(`${directory} has two ends that no other migration depends on: ${leaves.join(' and ')}`, {
      hint: 'python manage.py makemigrations --merge',
    });
  }
  const [leaf] = leaves;
  if (leaf !== undefined || modules.length === 0) return leaf ?? null;
  throw new UserError(
    `the order of the migrations in ${directory} is not known: each depends on another, or none is a migration`,
    {
      hint: 'python manage.py showmigrations',
    },
  );
}

/** The migrations of the app in a list of pairs: `('shop', '0001_initial')`. */
function namesIn(text: string, list: RegExp, app: string): string[] {
  const pairs = list.exec(text)?.[1] ?? '';
  return [...pairs.matchAll(/\(\s*["'](\w+)["']\s*,\s*["'](\w+)["']\s*,?\s*\)/g)]
    .filter(([, label]) => label === app)
    .map(([, , name = '']) => name);
}

/** What Django calls an app: what apps.py says, else the name of its folder. */
function labelOf(directory: string, repo: Repo): string {
  const folder = dirname(directory);
  return /^\s*label\s*=\s*["'](\w+)["']/m.exec(repo.read(`${folder}/apps.py`) ?? '')?.[1] ?? basename(folder);
}

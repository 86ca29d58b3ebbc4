import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { headOf, pathOf, ranAlembic, type Revision, revisionIn, revisionsIn } from './alembic-revisions.ts';
import { constants, downRemark, remark } from './code.ts';
import { settingIn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { layOut, upLines } from './layout.ts';
import { pythonBlock, pythonString } from './literals.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import type { Unit } from './units.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'with op.get_context().autocommit_block():',
  several: true,
  steps: true,
  down: 'section',
  staged: true,
};

const query = 'SELECT version_num::text AS version FROM alembic_version';

/** Alembic: a Python module with upgrade and downgrade, and the revision that it comes after. */
export const alembic: Format = {
  name: 'alembic',
  title: 'Alembic',
  url: 'https://alembic.sqlalchemy.org',
  directory: 'alembic/versions',
  capabilities,
  runs: 'alembic upgrade +1',
  history: {
    table: 'alembic_version',
    query,
    version: ({ path, directory, repo }) => revisionIn(repo.read(`${directory}/${path}`) ?? '')?.id ?? path,
    ran: ranAlembic,
  },
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const revisions = read(naming);
    const head = headOf(revisions, naming.directory);
    const sequence = revisions.length > 0 && revisions.every(({ id }) => /^\d{1,6}$/.test(id));
    const { directory, repo, now } = naming;
    const hashed = (count: number): string[] => Array.from({ length: count }, (_, at) => revisionId(plan, naming, at));
    const named = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations: revisions.map(({ id, file }) => ({ file, digits: sequence ? id : '0', name: file, direction: 'up' })),
      start: { style: 'sequence', width: 4 },
      ...(sequence ? {} : { next: hashed }),
      path: (version, name) => pathOf(templateIn(repo), version, name, now),
      version: (file) => revisionIn(repo.read(`${directory}/${file}`) ?? '')?.id,
    });
    const newest = revisions.find(({ id }) => id === head);
    return named.map((piece, at) =>
      pythonFile(piece, { before: named[at - 1]?.version ?? head, created: now, typed: newest?.typed ?? true }),
    );
  },
};

/** The 12 digits of an id: from the plan and the moment, since chance is no input. */
function revisionId(plan: Plan, { now, phases = [] }: Naming, at: number): string {
  const seed = [plan.id, now.toISOString(), ...phases, at].join('\n');
  return createHash('sha256').update(seed).digest('hex').slice(0, 12);
}

interface Around {
  /** The revision that it comes after; null: it is the first. */
  readonly before: string | null;
  readonly created: Date;
  /** Whether the variables have types, as newer versions write them. */
  readonly typed: boolean;
}

function pythonFile(piece: Named, { before, created, typed }: Around): OutputFile {
  const { phase, up, down, path, opens, version } = piece;
  const taken = new Set([
    'revision',
    'down_revision',
    'branch_labels',
    'depends_on',
    'upgrade',
    'downgrade',
    'run',
    'op',
    'sa',
  ]);
  const forward = up === null ? [] : constants(up, '', taken);
  const back = down === null ? [] : constants(down, 'undo_', taken);
  const [title = '', ...rest] = upLines(phase, { ...piece, opens: `${opens}.py` });
  const type = (name: string): string => (typed ? `: ${name}` : '');
  const parents = typed ? ': Union[str, Sequence[str], None]' : '';
  const transaction = up?.transaction ?? true;
  const content = layOut('alembic/migration.py', {
    typed,
    title: docText(title),
    text: rest.map(docText).join('\n'),
    version,
    before: before ?? '',
    created: created.toISOString().replace('T', ' ').replace('Z', ''),
    revisionLine: `revision${type('str')} = ${pythonString(version)}`,
    downLine: `down_revision${parents} = ${before === null ? 'None' : pythonString(before)}`,
    branchLine: `branch_labels${parents} = None`,
    dependsLine: `depends_on${parents} = None`,
    constants: [...forward, ...back].map((each) => ({
      ...each,
      text: pythonBlock(each.sql),
      remark: each.remark ?? '',
    })),
    autocommitUp: !transaction,
    autocommitDown: down?.transaction === false,
    upLines: forward.map(({ name }) => `${' '.repeat(depth(up))}run(${name})`),
    downLines: back.map(({ name }) => `${' '.repeat(depth(down))}run(${name})`),
    downHeader: downRemark(phase, { sign: '#', indent: 4 }),
    nothing: remark('Nothing to do.', { sign: '#', indent: 4 }),
  });
  return { path: `${path}.py`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

/** How deep the statements stand: outside of a transaction one deeper. */
const depth = (unit: Unit | null): number => (unit?.transaction === false ? 8 : 4);

/** A line of a docstring: what would end it, or be read as an escape, is escaped; control characters are left out. */
function docText(line: string): string {
  return line
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`);
}

function read({ directory, existing, repo }: Naming): Revision[] {
  const revisions = revisionsIn(repo, directory, existing);
  const stranger = existing.find((file) => /\.(?:py|sql)$/.test(file) && file !== '__init__.py');
  if (revisions.length > 0 || stranger === undefined) return revisions;
  throw new UserError(`${directory} holds files, such as ${stranger}, and none of them has a revision of Alembic`, {
    hint: 'choose the directory of the versions with --dir DIR',
  });
}

const settings = ['alembic.ini', 'migrations/alembic.ini'];

function templateIn(repo: Repo): string {
  const said = [
    ...settings.map((file) => /^\s*file_template\s*=\s*(.+)$/m.exec(repo.read(file) ?? '')?.[1]),
    /^\s*file_template\s*=\s*["']([^"'\n]+)/m.exec(toolSection(repo) ?? '')?.[1],
  ];
  return said.find((each) => each !== undefined)?.trim() ?? '%%(rev)s_%%(slug)s';
}

/** What pyproject.toml says under [tool.alembic]; null: it has no such section. */
const toolSection = (repo: Repo): string | null =>
  /^\[tool\.alembic\]\s*\n((?!\[).*(?:\n|$))*/m.exec(repo.read('pyproject.toml') ?? '')?.[0] ?? null;

function detect(repo: Repo): Evidence | null {
  const files = settings.filter((file) => repo.read(file) !== null);
  const project = toolSection(repo);
  const said =
    settingIn(repo, { 'alembic.ini': /^\s*script_location\s*=\s*(?:%\(here\)s\/)?([^\s"']+)/m }) ??
    (project === null
      ? null
      : settingIn(
          { ...repo, read: () => project },
          { 'pyproject.toml': /^\s*script_location\s*=\s*["'](?:%\(here\)s\/)?([^"'\n]+)/m },
        ));
  const named = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.cfg'].filter((file) =>
    /(?:^[\s"']*|["'])(?:alembic|flask-migrate)(?![\w/-])/im.test(repo.read(file) ?? ''),
  );
  const folders = [said === null ? [] : `${said.directory}/versions`, 'alembic/versions', 'migrations/versions'].flat();
  const count = (directory: string): number => revisionsIn(repo, directory, repo.list(directory)).length;
  const found = folders.find((directory) => count(directory) > 0);
  if (found === undefined && said === null && files.length === 0 && named.length === 0) return null;
  return {
    because: [...files.map((file) => `there is a ${file}`), ...named.map((file) => `${file} names alembic`)].concat(
      found === undefined ? [] : [`${found} holds revisions`],
    ),
    directory:
      found ??
      (said === null && files.includes('migrations/alembic.ini') ? 'migrations/versions' : folders[0]) ??
      'alembic/versions',
    migrations: found === undefined ? 0 : count(found),
  };
}

import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { settingIn, tidy } from './evidence.ts';
import { dottedVersions, newestDotted } from './dotted.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut, nothingToDo, statementsOf, upHeader } from './layout.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: 'a file V1__name.sql.conf beside it: executeInTransaction=false',
  several: true,
  steps: true,
  down: 'none',
  staged: false,
};

const named = /^V(\d+(?:[._]\d+)*)__(.*)\.sql$/;

/** Flyway: SQL that it takes apart itself; a .conf file beside it keeps it out of a transaction. */
export const flyway: Format = {
  name: 'flyway',
  title: 'Flyway',
  url: 'https://documentation.red-gate.com/flyway',
  directory: 'src/main/resources/db/migration',
  capabilities,
  runs: 'flyway -locations=filesystem:{directory} -target=next migrate',
  history: notesEach(
    {
      table: 'flyway_schema_history',
      query:
        'SELECT version::text AS version FROM flyway_schema_history WHERE success AND version IS NOT NULL ORDER BY installed_rank',
    },
    ({ path }) => (named.exec(path)?.[1] ?? '').replaceAll('_', '.'),
  ),
  findings: (files) =>
    files.some(({ transaction }) => !transaction)
      ? [
          {
            id: 'flyway-lock',
            level: 'warning',
            title: 'Flyway waits for itself',
            detail:
              'Flyway holds its own lock in a transaction, and CREATE INDEX CONCURRENTLY waits for every transaction, so it would never end. Set flyway.postgresql.transactional.lock=false (Spring: spring.flyway.postgresql.transactional-lock=false), and leave flyway.group off.',
            deploy: 1,
          },
        ]
      : [],
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = read(naming);
    const forward = { ...plan, phases: plan.phases.map((phase) => ({ ...phase, undo: [] })) };
    const dotted = newestDotted(migrations.map(({ digits }) => digits));
    const pieces = nameAll(piecesOf(forward, naming, capabilities), naming, {
      migrations,
      start: { style: 'sequence', width: 1 },
      ...(dotted === null ? {} : { next: (count: number) => dottedVersions(dotted, count) }),
      path: (version, name) => `V${version}__${name}`,
      version: (file) => named.exec(file)?.[1],
    });
    return pieces.flatMap(filesOf);
  },
};

function filesOf(piece: Named): OutputFile[] {
  const { phase, up, path, opens } = piece;
  const statements = up === null ? nothingToDo('nothing is left of this phase') : statementsOf(up);
  const header = upHeader(phase, { ...piece, opens: `${opens}.sql` });
  const transaction = up?.transaction ?? true;
  const file: OutputFile = {
    path: `${path}.sql`,
    phase: phase.name,
    direction: 'up',
    transaction,
    content: layOut('flyway/migration.sql', { header, statements }),
  };
  const placeholders = file.content.includes('${');
  if (transaction && !placeholders) return [file];
  const content = layOut('flyway/migration.sql.conf', { transaction, placeholders });
  return [file, { ...file, path: `${path}.sql.conf`, role: 'sidecar', content }];
}

function read({ directory, existing }: Naming): Migration[] {
  const migrations = existing.flatMap((file): Migration[] => {
    const [, digits, name] = named.exec(file) ?? [];
    return digits === undefined || name === undefined ? [] : [{ file, digits, name, direction: 'up' }];
  });
  const [again, other] = sameVersion(migrations) ?? [];
  if (again !== undefined && other !== undefined) {
    throw new UserError(`two files in ${directory} have the same number: ${other.file} and ${again.file}`, {
      hint: 'give one of them another number',
    });
  }
  const stranger = existing.find((file) => file.endsWith('.sql') && !/^[UR]/.test(file));
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `the numbering in ${directory} is not known: none of its files is named as Flyway names them (V1__name.sql), such as ${stranger}`,
    { hint: 'choose another directory with --dir DIR, or the tool of those files with --format' },
  );
}

function sameVersion(migrations: readonly Migration[]): Migration[] | null {
  const again = migrations.find((each, at) => migrations.findIndex((one) => parts(one) === parts(each)) < at);
  return again === undefined ? null : [again, ...migrations.filter((each) => parts(each) === parts(again)).slice(0, 1)];
}

/** A version as Flyway compares it: `1`, `01` and `1.0` are the same. */
const parts = ({ digits }: Migration): string =>
  digits
    .split(/[._]/)
    .map(BigInt)
    .join('.')
    .replace(/(?:\.0)+$/, '');

const location = String.raw`\[?\s*["']?((?:filesystem|classpath):[^"'\s,\]]+)`;
const setting = new RegExp(String.raw`^\s*(?:flyway\.)?locations\s*=\s*${location}`, 'm');
const yaml = new RegExp(String.raw`\bflyway(?:\.|:[ \t]*\n(?:[ \t]+.*\n)*?[ \t]+)locations:\s*(?:-\s*)?${location}`);
const resources = 'src/main/resources';
const locations = {
  'flyway.conf': setting,
  'flyway.toml': setting,
  'conf/flyway.conf': setting,
  [`${resources}/application.properties`]: new RegExp(
    String.raw`^\s*spring\.flyway\.locations\s*[=:]\s*${location}`,
    'm',
  ),
  [`${resources}/application.yml`]: yaml,
  [`${resources}/application.yaml`]: yaml,
};

/** The directory of a location, as Spring fills it in. */
const placeOf = (said: string): string =>
  tidy(said.replace(/^filesystem:/, '').replace(/^classpath:\/?/, `${resources}/`)).replace('{vendor}', 'postgresql');

function detect(repo: Repo): Evidence | null {
  if (repo.read('Cargo.toml') !== null) return null;
  const said = settingIn(repo, locations);
  const place = said === null ? null : placeOf(said.directory);
  const files = ['flyway.conf', 'flyway.toml', 'flyway.user.toml', 'conf/flyway.conf'].filter(
    (file) => repo.read(file) !== null,
  );
  const builds = ['pom.xml', 'build.gradle', 'build.gradle.kts'].filter((file) =>
    /flyway/i.test(repo.read(file) ?? ''),
  );
  const count = (directory: string): number => repo.list(directory).filter((name) => named.test(name)).length;
  const folders = [place ?? [], 'src/main/resources/db/migration', 'db/migration', 'sql', 'migrations'].flat();
  const found = folders.find((directory) => count(directory) > 0);
  if (found === undefined && said === null && files.length === 0 && builds.length === 0) return null;
  return {
    because: [
      ...(found === undefined ? [] : [`the files in ${found} are named V1__name.sql`]),
      ...files.map((file) => `there is a ${file}`),
      ...builds.map((file) => `${file} names flyway`),
      ...(said === null ? [] : [said.because]),
    ],
    directory: found ?? place ?? (builds.length > 0 ? 'src/main/resources/db/migration' : 'sql'),
    migrations: found === undefined ? 0 : count(found),
    alike: said === null && files.length === 0 && builds.length === 0,
  };
}

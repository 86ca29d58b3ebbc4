/** The pages of concepts: written by hand in templates/docs/concepts, with what they claim filled in from the program and servers. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kinds } from '../../src/changes/index.ts';
import { defaults } from '../../src/commands/settings.ts';
import { renderText } from '../../src/notes/layout.ts';
import { lockModes } from '../../src/notes/locks.ts';
import { code, fenced, prose } from '../../src/notes/markdown.ts';
import { safety } from '../../src/notes/safety.ts';
import { parsePlanFile } from '../../src/plan-file/parse.ts';
import type { Phase, Plan, Statement } from '../../src/types.ts';
import { examplePlan } from '../support/example-files.ts';
import { changes, heart } from './heart.ts';
import { lockTable } from './lock-table.ts';
import { measured } from './measure.ts';
import { longestLockTimeoutMs } from '../../src/times.ts';

const root = join(import.meta.dirname, '..', '..');
const sources = join(root, 'templates', 'docs', 'concepts');

/** A page, by its file's name and its heading. */
export interface Concept {
  readonly name: string;
  readonly title: string;
  readonly source: string;
}

/** All of them, by name. */
export function conceptSources(): Concept[] {
  return readdirSync(sources)
    .toSorted()
    .map((file) => {
      const source = readFileSync(join(sources, file), 'utf8');
      return { name: basename(file, '.md.hbs'), title: /^# (.*)$/m.exec(source)?.[1] ?? '', source };
    });
}

/** What in a plan makes a concept worth reading for it; the others are for every plan. */
const SIGNS: Readonly<Record<string, (plan: Plan, sql: string) => boolean>> = {
  backfill: (_, sql) => sql.includes('SKIP LOCKED') || sql.includes('a_batch'),
  'not-valid': (_, sql) => sql.includes('NOT VALID'),
  concurrently: (_, sql) => sql.includes('INDEX CONCURRENTLY'),
  'old-and-new-code': ({ code: versions }) => versions.length > 1,
  'stand-in-columns': ({ target }) => target.columns.length > 0,
};

/** The concepts that a plan is made of. */
export function conceptsOf(plan: Plan, concepts: readonly Concept[]): Concept[] {
  const sql = plan.phases.flatMap(({ steps }) => steps.flatMap(({ run }) => run.map((each) => each.sql))).join('\n');
  return concepts.filter(({ name }) => SIGNS[name]?.(plan, sql) ?? true);
}

/** docs/concepts/<name>.md. */
export async function conceptPage({ source }: Concept): Promise<string> {
  const filled = renderText(source, values());
  return `${(await withMeasured(filled)).trimEnd()}\n`;
}

/** Every block that says `sql measured` with what a server says of its statements. */
async function withMeasured(page: string): Promise<string> {
  const shop = readFileSync(join(root, 'templates', 'docs', 'shop.sql'), 'utf8');
  const parts = page.split(/^```sql measured\n([\s\S]*?)^```$/gm);
  // Odd parts are what stood inside.
  return (await Promise.all(parts.map((part, at) => (at % 2 === 1 ? measured(shop, part) : part)))).join('');
}

function planOf(example: string): Plan {
  const path = examplePlan(example);
  return parsePlanFile(path, readFileSync(path, 'utf8')).plan;
}

function phaseOf(plan: Plan, name: Phase['name']): Phase {
  const phase = plan.phases.find((each) => each.name === name);
  if (phase === undefined) throw new Error(`the plan ${plan.id} has no ${name}`);
  return phase;
}

function values(): object {
  const rename = planOf('rename');
  const [expand, backfill] = [phaseOf(rename, 'expand'), phaseOf(rename, 'backfill')];
  const [expandSql, copySql] = [sqlOf(expand), sqlOf(backfill)];
  return {
    lockModes: table(
      ['Lock', 'Keeps out'],
      lockModes.map(([mode, out]) => [mode, out]),
    ),
    lockTimeout: milliseconds(defaults.lockTimeoutMs),
    longestLockTimeout: milliseconds(longestLockTimeoutMs),
    attempts: found(/attempt >= (\d+) THEN/, expandSql),
    retry: fenced(
      'sql',
      found(/^( *PERFORM pg_catalog\.set_config\('lock_timeout', budget[\s\S]*?ADD COLUMN[^\n]*)$/m, expandSql).replace(
        /^ {8}/gm,
        '',
      ),
    ),
    pages: found(/pages_a_range CONSTANT bigint := (\d+);/, copySql),
    visits: found(/is visited (\d+) times/, copySql),
    copy: fenced(
      'sql',
      changes(backfill)
        .filter((sql) => sql.startsWith('UPDATE'))
        .join('\n'),
    ),
    indexLocks: lockTable(onlyConcurrent(planOf('add-index'))),
    safety: renderText('{{> safety safety}}', { safety: safety(rename) })
      .replace(/^## .*\n+/, '')
      .trimEnd(),
    renameExpand: heart(expand),
    renameContract: heart(phaseOf(rename, 'contract')),
    kindsAndPhases: kindsAndPhases(),
    fixes: fixes(),
  };
}

const isBuild = ({ sql }: Statement): boolean => sql.includes('INDEX CONCURRENTLY') && !/\bDO\b/.test(sql);

/** The plan with nothing but its builds. */
function onlyConcurrent(plan: Plan): Plan {
  const phases = plan.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) => ({ ...step, run: step.run.filter(isBuild) })),
  }));
  return { ...plan, phases };
}

const sqlOf = ({ steps }: Phase): string => steps.flatMap(({ run }) => run.map(({ sql }) => sql)).join('\n');

function found(pattern: RegExp, text: string): string {
  const [, part] = pattern.exec(text) ?? [];
  if (part === undefined) throw new Error(`the example has nothing like ${String(pattern)}`);
  return part;
}

const milliseconds = (count: number): string => (count < 1000 ? `${String(count)} ms` : `${String(count / 1000)} s`);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function kindsAndPhases(): string {
  return table(
    ['Kind', 'Phases', 'Deploys'],
    kinds.map(({ name }) => {
      const { phases, deploys } = planOf(name);
      return [`[${name}](../kinds/${name}.md)`, phases.map((phase) => phase.name).join(', '), String(deploys.length)];
    }),
  );
}

function fixes(): string {
  return kinds
    .flatMap(({ name }) =>
      planOf(name).fixes.map((fix) => `- ${code(fix.name)} of [${name}](../kinds/${name}.md): ${prose(fix.when)}`),
    )
    .join('\n');
}

/** What holds for every format of the registry. How its files are taken apart is in `extract/<name>.ts`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { type Format, formats, type Naming } from '../../src/formats/index.ts';
import { parsePlanFile } from '../../src/plan-file/parse.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import type { OutputFile, Plan, Step } from '../../src/types.ts';
import type { Extracted, Extractor } from './extract/extracted.ts';
import { exampleNames } from '../support/example-files.ts';
import { alone, fixture, statement, step, withSteps } from './fixture.ts';
import { entriesOf, repoOf, treeOf } from './memory.ts';

await loadSql();
const now = new Date('2026-03-01T12:00:00Z');
const directory = 'shop/migrations';
const seed = 20260301;

/** Written into a directory that holds these files already. */
function write(
  format: Format,
  plan: Plan,
  there: readonly OutputFile[] = [],
  more: Partial<Naming> = {},
): OutputFile[] {
  const repo = repoOf(directory, there);
  return format.files(plan, { directory, existing: repo.list(directory), now, reuse: [], repo, ...more });
}

const migrationsOf = (files: readonly OutputFile[]): OutputFile[] =>
  files.filter(({ role, direction }) => role === undefined && direction === 'up');

/** The plans of the examples, which are of all kinds that there are. */
const root = join(import.meta.dirname, '../../examples');
const plans = exampleNames().flatMap((kind) =>
  readdirSync(join(root, kind, 'plans')).map((id): [string, Plan] => {
    const path = join(root, kind, 'plans', id, 'plan.json');
    return [kind, parsePlanFile(path, readFileSync(path, 'utf8')).plan];
  }),
);

const known = new Map<string, readonly string[]>();

/** The same texts come again with every format. */
function bare(text: string): readonly string[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const found = parseStatements(text).map(({ node }) =>
    JSON.stringify(node, (key, value: unknown) => (/location|stmt_len/.test(key) ? undefined : value)),
  );
  known.set(text, found);
  return found;
}
const filler = bare('SELECT 1')[0];

/** Statements without comments and layout; what only fills a file is left out. */
const trees = (texts: readonly string[]): string[] => texts.flatMap(bare).filter((tree) => tree !== filler);

const treesOf = ({ up, down }: Extracted) => ({ up: trees(up), down: trees(down) });

const sqlOf = (steps: readonly Step[]): string[] => steps.flatMap(({ run }) => run.map(({ sql }) => sql));

/** Texts that one tool or another would take for something else. */
const hostile =
  String.raw`what?  ??  \?  \\?  :name  a::text  :=  \:x  %  %s  %%  %(name)s  #{x}  #$x  {{x}}  {{#if x}}  {%x%}  \n
  \  \u0041  $1  $$  $\{x}  ''  ""  """  \"""  --;  /*  é€😀  E'  SQL`
    .split(/\s{2,}/)
    .concat('${x}', '`', '\\`', '\u2028', '\r', '\t', 'a\n  SQL\nb', '\n\n   \n\tx', 'x;\ny', '-- ;\n', 'a\\\nb');
const literal = (text: string): string => `SELECT '${text.replaceAll("'", "''")}';`;

/** A plan with these texts as its only statements, forward and back. */
function planOf(texts: readonly string[]): Plan {
  const run = texts.map((text) => statement(literal(text), alone));
  const plan = withSteps('expand', [step('hostile', ...run)], [step('back', ...run)]);
  return { ...plan, phases: plan.phases.slice(0, 1) };
}

/** A file's own name, without the number before it. */
const wordsOf = (path: string): string =>
  (path.split('/').findLast((part) => /expand|backfill|contract/.test(part)) ?? path).replace(
    /^.*?(?=expand|backfill|contract)/,
    '',
  );

const phasesOf = (files: readonly OutputFile[]) => migrationsOf(files).map(({ phase }) => phase);

const numeric = new Intl.Collator('en', { numeric: true });
/** Their order is a chain, not a number, and the whole name tells files apart. */
const chained = new Set(['alembic', 'sqitch']);
/** Two branches may take one number: what is behind it tells them apart. */
const byName = new Set(
  'knex kysely laravel liquibase mikro-orm node-pg-migrate prisma sequelize sql-migrate yoyo'.split(' '),
);
const wholeName = new Set(['alembic', 'django']);

describe.each(formats.map((format) => [format.name, format] as const))('%s', async (name, format) => {
  const { extractor } = (await import(`./extract/${name}.ts`)) as { extractor: Extractor };
  const { missing } = extractor;
  const { down, several, transaction: wraps } = format.capabilities;

  describe.skipIf(missing !== null)(missing === null ? 'its files' : `its files need ${missing}`, () => {
    let found: readonly Extracted[] = [];
    /** All at once, since a language takes its time to start. */
    beforeAll(async () => {
      const files = plans.flatMap(([kind, plan]) =>
        write(format, plan).map((file) => ({ ...file, path: `${kind.replaceAll('-', '_')}/${file.path}` })),
      );
      found = await extractor.extract(files);
    });

    test.each(plans)('every statement of a plan for %s stands in them once, in order', (kind, plan) => {
      const own = found.filter(({ path }) => path.startsWith(`${kind.replaceAll('-', '_')}/`));
      const up = plan.phases.flatMap(({ steps }) => sqlOf(steps));
      expect(trees(own.flatMap((each) => each.up))).toEqual(trees(up));
      const back = down === 'none' ? [] : plan.phases.toReversed().flatMap(({ undo }) => sqlOf(undo));
      const last = down === 'file' ? own : own.toReversed();
      expect(trees(last.flatMap((each) => each.down))).toEqual(trees(back));
    });

    test('what cannot run in a transaction is not in one, and alone where it must be', async () => {
      const files = write(format, fixture());
      const own = files.filter(({ role, direction }) => role !== 'sidecar' && direction === 'up');
      expect(own.some(({ transaction }) => !transaction)).toBe(true);
      expect(own.some(({ role }) => role === 'script')).toBe(format.capabilities.optOut === null);
      for (const { path, transaction, up } of await extractor.extract(files)) {
        const file = own.find((each) => each.path === path);
        if (file === undefined) continue;
        if (wraps !== 'none') expect(transaction, path).toBe(file.transaction);
        if (!file.transaction && !several && file.role !== 'script') expect(trees(up), path).toHaveLength(1);
      }
    });

    test('values come back as they went in', async () => {
      const parts = fc.array(fc.constantFrom(...hostile, 'a', ' '), { maxLength: 6 }).map((some) => some.join(''));
      // What ends with a return before a line end is refused by goose, see below.
      const texts = [...hostile, ...fc.sample(parts, { numRuns: 100, seed })].filter(
        (text) => !/\r(?:\n|$)/.test(text),
      );
      const all = await extractor.extract(write(format, planOf(texts)));
      const wanted = trees(texts.map(literal));
      expect(trees(all.flatMap(({ up }) => up)), `seed ${seed}`).toEqual(wanted);
      const back = trees((down === 'file' ? all : all.toReversed()).flatMap((each) => each.down));
      expect(back, `seed ${seed}`).toEqual(down === 'none' ? [] : wanted);
    });

    test('what is said around the statements is no statement, no marker and no end of a text', async () => {
      const said = [
        '+goose Down',
        'migrate:down',
        'coding: nonsense',
        'encoding: nonsense',
        '"""',
        '*/ x',
        '\\',
        'a\n=end',
      ];
      const titled = (one: Step): Step => ({ ...one, title: said.join('\n'), why: said.join('\n') });
      const plan = fixture();
      const phases = plan.phases.map((phase) => ({
        ...phase,
        title: said.join(' '),
        summary: said,
        steps: phase.steps.map(titled),
        undo: phase.undo.map(titled),
      }));
      const loud = await extractor.extract(write(format, { ...plan, phases }));
      expect(loud.map(treesOf)).toEqual((await extractor.extract(write(format, plan))).map(treesOf));
    });

    test('a line end of another system comes back, or is refused in one sentence', async () => {
      const texts = ['a\r\nb', 'a\r', '\r\n\r\n'];
      if (name === 'goose') {
        expect(() => write(format, planOf(texts))).toThrow(/carriage return that goose would drop/);
        return;
      }
      const all = await extractor.extract(write(format, planOf(texts)));
      expect(trees(all.flatMap(({ up }) => up))).toEqual(trees(texts.map(literal)));
    });
  });

  test('goes on from what is there: other names, later numbers', () => {
    const first = write(format, fixture());
    const second = write(format, fixture({ id: 'another' }), first);
    const own = migrationsOf([...first, ...second]).map(({ path }) => path.toLowerCase());
    expect(new Set(own).size).toBe(own.length);
    if (!wholeName.has(name)) expect(new Set(own.map(wordsOf)).size).toBe(own.length);
    if (chained.has(name)) return;
    const last = migrationsOf(first).at(-1)?.path ?? '';
    expect(migrationsOf(second).every(({ path }) => numeric.compare(path, last) > 0)).toBe(true);
  });

  test('writes one phase now and the others later', () => {
    const first = write(format, fixture(), [], { phases: ['expand'] });
    const later = write(format, fixture(), first, { phases: ['backfill', 'contract'] });
    expect(new Set(phasesOf(first))).toEqual(new Set(['expand']));
    expect([...phasesOf(first), ...phasesOf(later)]).toEqual(phasesOf(write(format, fixture())));
  });

  test('takes the numbers of an earlier writing again', () => {
    const there = write(format, fixture(), [], { now: new Date('2025-01-01T00:00:00Z') });
    const reuse = entriesOf(migrationsOf(there));
    const again = write(format, fixture(), there, { existing: [], reuse });
    expect(entriesOf(migrationsOf(again))).toEqual(reuse);
  });

  test('refuses two files with one number where that is all it keeps, and files of another layout', () => {
    const [first] = write(format, fixture());
    if (first === undefined) throw new Error('nothing was written');
    const copy = { ...first, path: first.path.replace(/users/i, 'others') };
    const twice = () => write(format, fixture(), [first, copy]);
    if (byName.has(name)) expect(twice).not.toThrow();
    else expect(twice).toThrow(UserError);
    const stranger = { ...first, path: 'init.sql', content: 'SELECT 1;' };
    expect(() => write(format, fixture(), [stranger])).toThrow(/init\.sql/);
  });

  test('says of itself what its files show', () => {
    expect(format.detect(treeOf({}))).toBeNull();
    expect(format.url).toMatch(/^https:\/\//);
    const files = write(format, fixture());
    expect(files.some(({ direction }) => direction === 'down')).toBe(down === 'file');
    expect(files.some(({ reversible }) => reversible === true)).toBe(down === 'section');
  });

  test('knows from the rows of its history which files have run', () => {
    const { history } = format;
    if (history === null) return;
    expect(trees([history.query])).toHaveLength(1);
    const files = write(format, fixture());
    const repo = repoOf(directory, files);
    const of = (file: OutputFile | undefined) => ({ path: file?.path ?? '', directory, repo });
    const [first, second, third] = migrationsOf(files);
    const rows = [history.version(of(first)), history.version(of(second))];
    // A tool that notes the last only has one row.
    const seen = history.ran(of(first), rows.slice(1)) ? rows.slice(1) : rows;
    expect([first, second, third].map((file) => history.ran(of(file), seen))).toEqual([true, true, false]);
    expect(history.ran(of(first), [])).toBe(false);
  });
});

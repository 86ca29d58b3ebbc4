/**
 * The acceptance of the core catalogue: four commands on pagila, each carried out by the built command line and taken
 * through its phases under live traffic, then compared with a twin on which a person did the same by hand.
 *
 *   npm run build && node --import ./bench/support/typescript.mjs bench/rehearsal/accept.ts <pagila-schema.sql>
 */
import { loadSql } from '../../src/sql/parse.ts';
import { diff, snapshot } from '../../test/support/snapshot/index.ts';
import { activebool } from './accept/activebool.ts';
import { address2 } from './accept/address2.ts';
import { filmId } from './accept/film-id.ts';
import { Phases } from './accept/phases.ts';
import type { Scene } from './accept/scene.ts';
import { token } from './accept/token.ts';
import { plan, type Ran, written } from './command.ts';
import { connect, load, say, schemaArgument, withServer } from './pagila.ts';

const scenes: readonly Scene[] = [filmId, activebool, address2, token];

/** What a refusal says to add to the command, as words; none when it says nothing of the kind. */
const asked = (printed: string): readonly string[] =>
  (/(--(?:with|acknowledge) \S+?)\.?$/m.exec(printed)?.[1] ?? '').split(' ').filter((word) => word !== '');

/** Runs the command, and again with what each refusal asks for. Throws when it is refused more or less often than it should. */
function planned({ words, refusals }: Scene, url: string): Ran {
  const all = [...words];
  for (let refused = 0; ; refused += 1) {
    const ran = plan(all, url);
    if (ran.status === 0) {
      if (refused !== refusals) throw new Error(`refused ${refused} times, not ${refusals}`);
      return ran;
    }
    const more = asked(ran.printed);
    if (ran.status !== 1 || refused === refusals || more.length === 0)
      throw new Error(`the command ended with ${String(ran.status)}`);
    all.push(...more);
  }
}

const value = ({ rows }: { rows: unknown[] }): unknown => (rows[0] as { value: unknown }).value;

/** What the schema and the rows that no client touched differ in from the twin's. */
async function compared(url: string, twinUrl: string, scene: Scene): Promise<{ facts: number; differences: string[] }> {
  const [ours, twin] = [await connect(url), await connect(twinUrl)];
  try {
    await twin.query(scene.naive);
    const [first, second] = [await snapshot(twin), await snapshot(ours)];
    const differences = diff(first, second);
    const [a, b] = [await twin.query(scene.untouched), await ours.query(scene.untouched)];
    if (value(a) === null || value(a) !== value(b))
      differences.push(`rows that no client touched: ${String(value(a))} on the twin, ${String(value(b))} here`);
    return { facts: second.length, differences };
  } finally {
    await Promise.all([ours.end(), twin.end()]);
  }
}

/** Carries out one command; true when nothing failed and nothing differs. */
async function accepted(url: (database: string) => string, scene: Scene): Promise<boolean> {
  const admin = await connect(url('postgres'));
  for (const database of ['pagila', 'twin']) {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${database} TEMPLATE filled`);
  }
  await admin.end();
  const { cwd } = planned(scene, url('pagila'));
  const { plan: made, files } = written(cwd);
  const seen = await new Phases(url('pagila'), scene, made).carryOut(cwd, files);
  const db = await connect(url('pagila'));
  const lost = await scene.check(db, seen.written);
  await db.end();
  const { facts, differences } = await compared(url('pagila'), url('twin'), scene);
  say(
    `${scene.words.slice(0, 2).join(' ')}: ${seen.requests} requests, ${seen.failed.length} failed, ${seen.wrong.length} answered wrongly, ` +
      `slowest ${seen.slowest.toFixed(0)} ms; ${seen.written.size} rows written, ${lost.length} lost or changed; ` +
      `${differences.length} differences from the twin in ${facts} facts`,
  );
  const bad = [seen.failed, seen.wrong, lost, differences].map((lines) => [...new Set(lines)]);
  for (const line of bad.flatMap((lines) => lines.slice(0, 10))) say(`  ! ${line}`);
  return bad.every((lines) => lines.length === 0);
}

const schemaFile = schemaArgument();
await loadSql();
await withServer({ shared_buffers: '512MB', autovacuum: 'on' }, async (url) => {
  await load(url('postgres'), 'filled', schemaFile);
  const filled = await connect(url('filled'));
  await filled.query('REFRESH MATERIALIZED VIEW rental_by_category');
  await filled.end();
  for (const scene of scenes) {
    const good = await accepted(url, scene).catch((error: unknown) => {
      say(`${scene.words.slice(0, 2).join(' ')}: not carried out: ${String(error)}`);
      return false;
    });
    if (!good) process.exitCode = 1;
    say('');
  }
});

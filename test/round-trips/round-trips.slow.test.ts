/**
 * Each migration tool runs our files itself, one phase at a time on a real server. What they end in is what the naive statements make
 * of the same database; where the tool can go back, it does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Format, formats } from '../../src/formats/index.ts';
import { repoAt } from '../../src/formats/repo.ts';
import { send } from '../support/phases.ts';
import { type TestDatabase, newest } from '../support/server.ts';
import { dataSnapshot, diff, type Snapshot, snapshot } from '../support/snapshot/index.ts';
import { type Delivery, isScript, planned } from './deliver.ts';
import { executors } from './executors/index.ts';
import { type Project, projectFor } from './project.ts';
import type { Tool } from './tool.ts';
import { tools } from './tools/index.ts';

/** The team's own first migration. */
const first = `CREATE TABLE parcels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text, weight integer);
CREATE INDEX parcels_note ON parcels (note);
INSERT INTO parcels (note, weight) SELECT 'note ' || n, n FROM generate_series(1, 50) n;`;

/** Some tool takes each of these for its own, or a language does. */
const hostile =
  'what? ?? \\? :name ::x 100% %s %(y)s ${x} {z} $1 \\ \\n "double" it\'s `tick` #{r} {{m}};\n-- b $$ line;';
const literal = `'${hostile.replaceAll("'", "''")}'`;

const changes = [
  { args: ['rename', 'parcels.note', 'remark'], naive: 'ALTER TABLE parcels RENAME note TO remark' },
  { args: ['set-not-null', 'parcels.weight'], naive: 'ALTER TABLE parcels ALTER weight SET NOT NULL' },
  {
    args: ['add-column', 'parcels.label', 'text', '--default', literal],
    naive: `ALTER TABLE parcels ADD label text DEFAULT ${literal}`,
  },
];

function formatOf({ format }: Tool): Format {
  const found = formats.find(({ name }) => name === format);
  if (found === undefined) throw new Error(`no format is called ${format}`);
  return found;
}

/** A tool, in a project, with a database. */
class RoundTrip {
  readonly tool: Tool;
  readonly format: Format;
  readonly project: Project;
  readonly db: TestDatabase;
  /** What has run, a phase each: how many migrations, and the script that takes the phase back. */
  private readonly done: { readonly migrations: number; readonly undo: string | null }[] = [];

  constructor(tool: Tool, project: Project, db: TestDatabase) {
    this.tool = tool;
    this.format = formatOf(tool);
    this.project = project;
    this.db = db;
  }

  /** Schema and rows, without what the tool keeps for itself. */
  async seen(): Promise<Snapshot> {
    const client = await this.db.client();
    const all = [...(await snapshot(client)), ...(await dataSnapshot(client))];
    await client.end();
    return all.filter((line) => !this.tool.own.test(line));
  }

  /** The same as the naive statement would have it. */
  async twin(naive: string): Promise<Snapshot> {
    const client = await this.db.client();
    await client.query('BEGIN');
    await client.query(naive);
    const all = [...(await snapshot(client)), ...(await dataSnapshot(client))];
    await client.query('ROLLBACK');
    await client.end();
    return all.filter((line) => !this.tool.own.test(line));
  }

  /** Takes one change through all its phases. */
  async change({ args, naive }: (typeof changes)[number]): Promise<void> {
    const end = await this.twin(naive);
    const deliveries = await planned(this.tool, this.format, this.project, args);
    const written = deliveries.map(() => [] as readonly string[]);
    for (const [at, delivery] of deliveries.entries()) {
      const { up, undo } = delivery.write();
      written[at] = up;
      await this.runs(delivery, up, undo);
      const later = this.format.capabilities.staged ? [] : deliveries.slice(at + 1).flatMap((each) => each.write().up);
      await this.knows(written.flat(), later);
    }
    expect(diff(end, await this.seen()), `${args.join(' ')} ends like its twin`).toEqual([]);
    await (this.tool.all ?? this.tool.next)(this.project);
    expect(diff(end, await this.seen()), 'the tool has nothing more to do').toEqual([]);
  }

  private async runs({ phase }: Delivery, files: readonly string[], undo: string | null): Promise<void> {
    expect(files.length, `files of ${phase}`).toBeGreaterThan(0);
    const migrations = files.filter((path) => !isScript(path));
    const single = this.format.capabilities.steps || migrations.length < files.length;
    for (const path of single ? files : ['all']) {
      if (isScript(path)) await this.script(path);
      else await this.tool.next(this.project);
    }
    this.done.push({ migrations: migrations.length, undo });
  }

  /** What a person would run with psql. */
  private async script(path: string): Promise<void> {
    const client = await this.db.client();
    const text = readFileSync(join(this.project.folder, this.tool.directory, path), 'utf8');
    await send(client, text, false).finally(() => client.end());
  }

  /** What the format reads from the tool's history is what has run. */
  private async knows(done: readonly string[], later: readonly string[]): Promise<void> {
    const { history } = this.format;
    if (history === null) return;
    const [table] = await this.db.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
      history.table,
    ]);
    expect(table?.there, `${history.table} is there`).toBe(true);
    const rows = (await this.db.query<{ version: string }>(history.query)).map(({ version }) => version);
    const repo = repoAt(this.project.folder);
    const own = done.filter((path) => !isScript(path));
    const ran = [...own, ...later].filter((path) => history.ran({ path, directory: this.tool.directory, repo }, rows));
    expect(ran, 'what the history says').toEqual(own);
  }

  /** Takes all of our migrations back, the last phase first. */
  async back(): Promise<void> {
    for (const { migrations, undo } of this.done.splice(0).toReversed()) {
      for (let count = migrations; count > 0; count -= 1) await this.tool.back?.(this.project);
      if (undo !== null) await this.script(undo);
    }
  }
}

describe.concurrent('round trips', () => {
  test.for([...tools, ...executors])(
    '$name runs what is written for it',
    { timeout: 300_000 },
    async (tool, { skip }) => {
      const missing = tool.missing();
      if (missing !== null) skip(`${tool.name} is not here: ${missing}`);
      const db = await newest().createDatabase();
      const project = projectFor(db.url);
      try {
        const trip = new RoundTrip(tool, project, db);
        await tool.prepare(project, first);
        await tool.next(project);
        const start = await trip.seen();
        for (const change of changes) await trip.change(change);
        const labels = await db.query('SELECT DISTINCT label FROM parcels');
        expect(labels, 'values arrive as they were').toEqual([{ label: hostile }]);
        if (tool.back === undefined) return;
        await trip.back();
        expect(diff(start, await trip.seen()), 'the way back leads to the start').toEqual([]);
      } finally {
        await db.drop();
        project.remove();
      }
    },
  );
});

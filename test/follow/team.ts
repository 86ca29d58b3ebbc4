/** A team's repository and its database: plans are made, merged and deployed as its migration tool would. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { expect } from 'vitest';
import { formats } from '../../src/formats/index.ts';
import type { PlanFile } from '../../src/plan-file/plan-shape.ts';
import { emptyDirectory, type Ran, runHere } from '../cli/run.ts';
import { send } from '../support/phases.ts';
import type { TestDatabase, TestServer } from '../support/server.ts';

export class Team {
  readonly cwd = emptyDirectory();
  readonly database: TestDatabase;
  readonly client: pg.Client;
  readonly format: string;
  /** The files that have run, where the tool keeps no history. */
  private readonly ran = new Set<string>();

  private constructor(database: TestDatabase, client: pg.Client, format: string) {
    this.database = database;
    this.client = client;
    this.format = format;
    mkdirSync(join(this.cwd, 'migrations'));
  }

  /** A database with this schema, and an empty repository. */
  static async found(server: TestServer, schema: string, format: string): Promise<Team> {
    const database = await server.createDatabase(schema);
    return new Team(database, await database.client(), format);
  }

  /** Runs a command line of `plan` in the repository. */
  async plan(...args: readonly string[]): Promise<Ran> {
    return await runHere([...args, '--database', this.database.url], { cwd: this.cwd });
  }

  /** The same, which must succeed. */
  async does(...args: readonly string[]): Promise<string> {
    const { code, out, err } = await this.plan(...args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return out;
  }

  /** The same, to which the answer must be no. */
  async refused(...args: readonly string[]): Promise<string> {
    const before = this.tree();
    const { code, err } = await this.plan(...args);
    expect(code, err).toBe(1);
    expect(this.tree(), 'nothing is written').toEqual(before);
    return err;
  }

  /** Makes a staged plan. */
  async makes(...args: readonly string[]): Promise<string> {
    return await this.does(
      ...args,
      '--staged',
      '--format',
      this.format,
      '--dir',
      'migrations',
      '--lock-timeout',
      '50ms',
    );
  }

  /** The migrations that lie there, in order. */
  migrations(): string[] {
    return readdirSync(join(this.cwd, 'migrations'))
      .filter((name) => name.endsWith('.sql') && !name.endsWith('.down.sql'))
      .toSorted();
  }

  /** Runs what is pending, as the tool does, and has it noted. Gives the names. */
  async deploys(limit = Infinity): Promise<string[]> {
    const tool = formats.find(({ name }) => name === this.format);
    const pending = this.migrations()
      .filter((name) => !this.ran.has(name))
      .slice(0, limit);
    for (const name of pending) {
      const text = readFileSync(join(this.cwd, 'migrations', name), 'utf8');
      await send(this.client, text, tool?.capabilities.sends === 'whole');
      this.ran.add(name);
      if (tool?.history?.table !== 'schema_migrations') continue;
      await this.client.query(
        'CREATE TABLE IF NOT EXISTS public.schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)',
      );
      await this.client.query('TRUNCATE public.schema_migrations');
      await this.client.query('INSERT INTO public.schema_migrations VALUES ($1, false)', [Number.parseInt(name, 10)]);
    }
    return pending;
  }

  /** plan.json of the only plan. */
  stored(): PlanFile {
    const [id = ''] = readdirSync(join(this.cwd, 'plans'));
    return JSON.parse(readFileSync(join(this.cwd, 'plans', id, 'plan.json'), 'utf8')) as PlanFile;
  }

  /** The files of the repository. */
  tree(): string[] {
    return readdirSync(this.cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.cwd.length + 1))
      .toSorted();
  }
}

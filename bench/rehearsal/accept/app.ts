import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { connect } from '../pagila.ts';

/** Each client owns one row in so many, so what it last wrote to one must be there. */
const LANES = 12;
/** Rows with a higher key are never touched. */
export const OWNED = 18_000;

type Row = Readonly<Record<string, unknown>>;

/** What a version of the code does with its `n`th request. */
export type Turn = (app: App, n: number) => Promise<void>;

/** One client of a version of the code, on one connection from its first request to its last. */
export class App {
  requests = 0;
  slowest = 0;
  readonly failed: string[] = [];
  readonly wrong: string[] = [];
  /** What it wrote and was told is there, by key; undefined: deleted. */
  readonly written = new Map<number, unknown>();
  readonly name: string;
  readonly lane: number;
  private readonly client: pg.Client;
  private readonly prepares: boolean;
  private reports = 0;
  private readonly names = new Map<string, string>();

  private constructor(client: pg.Client, name: string, lane: number, prepares: boolean) {
    this.client = client;
    this.name = name;
    this.lane = lane;
    this.prepares = prepares;
  }

  /** Works through the turns, over and over, until the function that comes back is called. */
  static async start(
    url: string,
    name: string,
    lane: number,
    { turns, prepares = false }: Code,
  ): Promise<{ app: App; stop: () => Promise<void> }> {
    const client = await connect(url);
    const app = new App(client, `${name} ${String(lane)}`, lane, prepares);
    const going = { on: true };
    const loop = (async (): Promise<void> => {
      for (let n = 1; going.on; n += 1) await turns[n % turns.length]?.(app, n).catch((error) => app.fail(error));
    })();
    return {
      app,
      stop: async () => {
        going.on = false;
        await loop;
        await client.end();
      },
    };
  }

  /** The key of a row that no other client writes. */
  own(n: number): number {
    return 1 + ((n * 7919) % Math.floor(OWNED / LANES - 1)) * LANES + this.lane;
  }

  /** One request. Prepared by name where this code does so, else unnamed, as most drivers send it. */
  async ask(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const from = performance.now();
    try {
      const asked = this.prepares
        ? { name: this.named(text), text, values: [...values] }
        : { text, values: [...values] };
      return (await this.client.query<Row>(asked)).rows;
    } catch (error) {
      throw Object.assign(error as Error, { asked: text });
    } finally {
      this.requests += 1;
      this.slowest = Math.max(this.slowest, performance.now() - from);
    }
  }

  /** Several requests as one transaction; undone when one of them fails. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    await this.ask('BEGIN');
    try {
      const result = await work();
      await this.ask('COMMIT');
      return result;
    } catch (error) {
      await this.ask('ROLLBACK');
      throw error;
    }
  }

  /** Reads twice in one transaction with other work between them, one time in eight: its locks stand in the way of a migration. */
  async report(text: string, values: readonly unknown[] = []): Promise<void> {
    this.reports += 1;
    if (this.reports % 8 !== 0) return;
    await this.together(async () => {
      await this.ask(text, values);
      await sleep(120);
      await this.ask(text, values);
    });
  }

  /** A request that the database must refuse with this error. */
  async refused(code: string, text: string, values: readonly unknown[]): Promise<void> {
    try {
      await this.ask(text, values);
    } catch (error) {
      if ((error as { code?: string }).code === code) return;
      throw error;
    }
    this.wrong.push(`${this.name}: ${text} was not refused (${values.join(', ')})`);
  }

  /** What was read of a row must be what this client last wrote to it. */
  same(key: number, read: unknown): void {
    if (this.written.has(key) && this.written.get(key) !== read)
      this.wrong.push(`${this.name}: ${key} is ${String(read)}, written ${String(this.written.get(key))}`);
  }

  private fail(error: unknown): void {
    const { message, code, asked } = error as { message: string; code?: string; asked?: string };
    this.failed.push(`${this.name.replace(/ \d+$/, '')}: ${message} (${code ?? 'no code'}): ${asked ?? ''}`);
  }

  private named(text: string): string {
    const name = this.names.get(text) ?? `statement ${String(this.names.size)}`;
    this.names.set(text, name);
    return name;
  }
}

/** A version of the code. */
export interface Code {
  readonly turns: readonly Turn[];
  readonly prepares?: boolean;
}

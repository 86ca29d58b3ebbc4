import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from '../../../src/types.ts';
import { migrate, type Migration } from '../command.ts';
import { connect, say } from '../pagila.ts';
import { App } from './app.ts';
import type { Scene } from './scene.ts';

const CLIENTS = 4;

/** What all clients saw. */
export interface Seen {
  readonly requests: number;
  readonly slowest: number;
  readonly failed: readonly string[];
  readonly wrong: readonly string[];
  readonly written: ReadonlyMap<number, unknown>;
}

/** A version of the code and the clients that run it. */
interface Running {
  readonly id: string;
  stop(): Promise<void>;
}

/**
 * Takes a plan through its phases, every file twice, while four clients of each version of the code run: each version from
 * the phase on that the plan names as its first, and gone before the phase that it names as the end of it.
 */
export class Phases {
  private readonly url: string;
  private readonly scene: Scene;
  private readonly plan: Plan;
  private readonly apps: App[] = [];
  private readonly wrong: string[] = [];
  private running: readonly Running[] = [];
  private slowest = 0;

  constructor(url: string, scene: Scene, plan: Plan) {
    this.url = url;
    this.scene = scene;
    this.plan = plan;
  }

  /** Runs the files, which lie under `cwd`, and prints a line for each. A file that fails throws. */
  async carryOut(cwd: string, files: readonly Migration[]): Promise<Seen> {
    const run = ({ path }: Migration): Promise<void> => migrate(this.url, join(cwd, path));
    const early = files.filter(({ phase }) => phase !== 'contract');
    try {
      await this.start(null);
      await this.lap('before', () => sleep(1000));
      for (const { name } of this.plan.phases) {
        await this.stop(name);
        await this.gates(name);
        for (const file of files.filter(({ phase }) => phase === name)) {
          await this.lap(basename(file.path), () => run(file));
          await this.lap(`${basename(file.path)}, again`, () => run(file));
        }
        await this.start(name);
        if (early.at(-1)?.phase === name)
          await this.lap('the roll-out, every file again', async () => {
            for (const file of early) await run(file);
          });
      }
      await this.lap('afterwards', () => sleep(1000));
    } finally {
      await Promise.all(this.running.map((each) => each.stop()));
    }
    return this.seen();
  }

  private async start(after: string | null): Promise<void> {
    for (const [at, { id, since }] of this.plan.code.entries()) {
      if (since !== after) continue;
      const code = this.scene.code[id];
      if (code === undefined) throw new Error(`the plan has a version of the code that the scene does not know: ${id}`);
      const clients = await Promise.all(
        Array.from({ length: CLIENTS }, (_, lane) => App.start(this.url, id, at * CLIENTS + lane, code)),
      );
      this.apps.push(...clients.map(({ app }) => app));
      const stop = async (): Promise<void> => void (await Promise.all(clients.map((each) => each.stop())));
      this.running = [...this.running, { id, stop }];
    }
  }

  private async stop(before: string): Promise<void> {
    const over = new Set(this.plan.code.filter(({ until }) => until === before).map(({ id }) => id));
    await Promise.all(this.running.filter(({ id }) => over.has(id)).map((each) => each.stop()));
    this.running = this.running.filter(({ id }) => !over.has(id));
  }

  /** What the plan says must be true before a phase. */
  private async gates(name: string): Promise<void> {
    const db = await connect(this.url);
    for (const gate of this.plan.phases.filter((phase) => phase.name === name).flatMap((phase) => phase.gate)) {
      const { rows } = await db.query<{ ok: boolean }>(gate.query);
      if (rows[0]?.ok !== true) this.wrong.push(`before ${name}: ${gate.says} It does not hold`);
    }
    await db.end();
  }

  private async lap(what: string, work: () => Promise<unknown>): Promise<void> {
    const before = this.count();
    for (const app of this.apps) app.slowest = 0;
    await sleep(300);
    const from = performance.now();
    await work();
    const took = performance.now() - from;
    await sleep(300);
    const slowest = Math.max(0, ...this.apps.map((app) => app.slowest));
    this.slowest = Math.max(this.slowest, slowest);
    const { requests, failed } = this.count();
    const beside = this.running.map(({ id }) => id).join(' + ');
    say(
      `  ${what.padEnd(52)} ${took.toFixed(0).padStart(5)} ms beside ${beside}: ${requests - before.requests} requests, ` +
        `${failed - before.failed} failed, slowest ${slowest.toFixed(0)} ms`,
    );
  }

  private count(): { requests: number; failed: number } {
    return {
      requests: this.apps.reduce((sum, app) => sum + app.requests, 0),
      failed: this.apps.reduce((sum, app) => sum + app.failed.length, 0),
    };
  }

  private seen(): Seen {
    return {
      requests: this.count().requests,
      slowest: this.slowest,
      failed: this.apps.flatMap((app) => app.failed),
      wrong: [...this.wrong, ...this.apps.flatMap((app) => app.wrong)],
      written: new Map(this.apps.flatMap((app) => [...app.written])),
    };
  }
}

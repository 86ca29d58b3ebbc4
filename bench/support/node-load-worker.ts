/** One process of node-load.ts: reads its job from the command line, ends when its time is up or its stdin closes. */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Transaction } from './traffic.ts';
import type { WorkerAnswer, WorkerJob } from './node-load.ts';

const job = JSON.parse(process.argv[2] ?? '') as WorkerJob;
const over = new AbortController();
process.stdin.resume().once('end', () => over.abort());

const weights = job.transactions.reduce((sum, { weight }) => sum + weight, 0);

function pick(): Transaction & { name: string } {
  let left = Math.random() * weights;
  const index = job.transactions.findIndex(({ weight }) => (left -= weight) < 0);
  const chosen = job.transactions[Math.max(index, 0)];
  if (chosen === undefined) throw new Error('no transactions');
  return { ...chosen, name: `t${index}` };
}

// Arrivals are random, as those of users are: exponential gaps make a Poisson process.
let next = 0;
const takeTurn = (rate: number): number => (next += (-Math.log(1 - Math.random()) / rate) * 1000);

async function client(answer: { count: number; samples: [number, number][] }, start: number): Promise<void> {
  const connection = new pg.Client({ connectionString: job.url });
  await connection.connect();
  const end = start + (job.seconds ?? 86_400) * 1000;
  while (!over.signal.aborted && now() < end) {
    const scheduled = job.rate === null ? null : takeTurn(job.rate);
    const wait = scheduled === null ? 0 : scheduled - now();
    if (wait > 0) await sleep(wait);
    const { name, sql } = pick();
    await connection.query({ name, text: sql, values: [1 + Math.floor(Math.random() * job.ids)] });
    answer.count += 1;
    if (scheduled !== null) answer.samples.push([scheduled, now() - scheduled]);
  }
  await connection.end();
}

/** Milliseconds since the epoch, finer than Date.now(). */
function now(): number {
  return performance.timeOrigin + performance.now();
}

const start = now();
next = start;
const answer: { count: number; samples: [number, number][] } = { count: 0, samples: [] };
await Promise.all(Array.from({ length: job.clients }, () => client(answer, start)));
const result: WorkerAnswer = { ...answer, seconds: (now() - start) / 1000 };
process.stdout.write(JSON.stringify(result));
process.stdin.destroy();

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { clients, type Load, type Sample, type Traffic } from './traffic.ts';

/** What a worker is told, and what it answers when it has ended. */
export interface WorkerJob extends Traffic {
  readonly clients: number;
}

export interface WorkerAnswer {
  readonly seconds: number;
  readonly count: number;
  /** Pairs of scheduled start and latency, in ms; empty without a rate. */
  readonly samples: readonly (readonly [number, number])[];
}

const workers = 2;

/** Traffic from Node, for where there is no pgbench: two processes of four clients each. */
export const nodeLoad: Load = (traffic) => {
  const rate = traffic.rate === null ? null : traffic.rate / workers;
  const job: WorkerJob = { ...traffic, rate, clients: clients / workers };
  const children = Array.from({ length: workers }, () => startWorker(job));
  const answers = Promise.all(children.map(({ answer }) => answer));
  // Whoever asks for the numbers hears of the failure.
  answers.catch(() => undefined);
  return {
    async stop() {
      for (const child of children) child.end();
      await answers;
    },
    async samples() {
      return (await answers).flatMap(({ samples }) =>
        samples.map(([scheduled, latency]): Sample => ({ scheduled, latency })),
      );
    },
    async tps() {
      return (await answers).reduce((sum, { count, seconds }) => sum + count / seconds, 0);
    },
  };
};

function startWorker(job: WorkerJob): { answer: Promise<WorkerAnswer>; end(): void } {
  const loader = join(import.meta.dirname, 'typescript.mjs');
  const program = join(import.meta.dirname, 'node-load-worker.ts');
  const child = spawn(process.execPath, ['--import', loader, program, JSON.stringify(job)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const answer = new Promise<WorkerAnswer>((resolve, reject) => {
    child.once('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(chunks).toString()) as WorkerAnswer);
      else reject(new Error(`a load worker ended with ${String(status)}`));
    });
  });
  return { answer, end: () => child.stdin.end() };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Bench, Outcome } from './measure.ts';
import { cli } from './product.ts';
import { median, spread } from './statistics.ts';

/** The time of `node dist/cli.js ...` over that of `node -e 0`, in turns, each median of all its runs. Throws when it fails. */
export function againstNode(bench: Bench, args: readonly string[], pairs = bench.quick ? 15 : 31): Outcome {
  const cwd = mkdtempSync(join(tmpdir(), 'expand-contract-bench-'));
  try {
    const ours: number[] = [];
    const bare: number[] = [];
    // The first of each reads files that later ones find in memory.
    for (let pair = -1; pair < pairs; pair += 1) {
      const [node, command] = [milliseconds(['-e', '0'], cwd), milliseconds([cli, ...args], cwd)];
      if (pair < 0) continue;
      bare.push(node);
      ours.push(command);
    }
    const [us, node] = [median(ours), median(bare)];
    const detail = `${us.toFixed(0)} ms (${spread(ours, 0)}) against ${node.toFixed(0)} ms (${spread(bare, 0)})`;
    return { value: us / node, detail };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function milliseconds(args: readonly string[], cwd: string): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  const elapsed = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed: ${stderr.toString()}`);
  return elapsed;
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { scan } from '../../src/scan/scan.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { Measure } from '../support/measure.ts';
import { median, spread } from '../support/statistics.ts';

const FOLDERS = 100;
/** Files that are read at the same time, as the scan does. */
const TOGETHER = 64;

/**
 * Smaller is better: time to look through a repository of 10,000 files for a column that every twentieth of them names,
 * over that of reading the same files and doing nothing. The clock that counts for people is in the detail.
 */
export const scan10000Files: Measure = {
  name: 'scan-10000-files',
  goal: 2.5,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const directory = mkdtempSync(join(tmpdir(), 'expand-contract-bench-'));
    try {
      const paths = repository(directory, bench.quick ? 1000 : 10_000);
      await loadSql();
      const ours: number[] = [];
      const plain: number[] = [];
      for (let pair = -1; pair < 2 * bench.reps + 1; pair += 1) {
        const [reading, looking] = [await timed(() => readAll(paths)), await timed(() => look(directory))];
        if (pair < 0) continue;
        plain.push(reading);
        ours.push(looking);
      }
      const detail = `${String(paths.length)} files: ${median(ours).toFixed(0)} ms (${spread(ours, 0)}), read alone ${median(plain).toFixed(0)} ms (${spread(plain, 0)})`;
      return { value: median(ours) / median(plain), detail };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const table = { schema: 'public', name: 'users' };

const look = (directory: string): Promise<unknown> =>
  scan(
    { directory, shown: '.', skipped: [] },
    [
      {
        names: [{ name: 'full_name', is: 'column' }],
        table,
        says: 'public.users',
        tables: [table],
        searchPath: ['public'],
      },
    ],
    [],
  );

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function readAll(paths: readonly string[]): Promise<void> {
  for (let from = 0; from < paths.length; from += TOGETHER)
    await Promise.all(paths.slice(from, from + TOGETHER).map((path) => readFile(path)));
}

/** Files of some 5 kB; every twentieth has a statement, a query and an attribute with the name in it. */
function repository(directory: string, files: number): string[] {
  execFileSync('git', ['init', '--quiet'], { cwd: directory });
  const line = 'export const total = (order: Order) => order.lines.reduce((sum, line) => sum + line.price, 0);\n';
  const paths: string[] = [];
  for (let at = 0; at < files; at += 1) {
    const folder = join(directory, 'src', `part${String(at % FOLDERS)}`);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `file${String(at)}.ts`);
    const mention = `db.query('SELECT id, full_name FROM users WHERE id = ?', [${String(at)}]);\nuser.fullName = name;\n`;
    writeFileSync(path, `${line.repeat(25)}${at % 20 === 0 ? mention : ''}${line.repeat(25)}`);
    paths.push(path);
  }
  execFileSync('git', ['add', '.'], { cwd: directory });
  return paths;
}

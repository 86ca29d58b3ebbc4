import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDirectory, run } from '../cli/run.ts';

test('plan demo runs all phases, keeps every promise and writes only where it is told to', async () => {
  const cwd = emptyDirectory();
  const { code, out, err } = await run(['demo', '--dir', 'shop'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/ 0 lost or changed\n/);
  expect(out).toContain('contract, asked to run now, refuses:');
  expect(out.match(/stopped between batches/g)).toHaveLength(3);
  expect(out).toMatch(/0\s+differ/);
  expect(out).toMatch(/Not one write was lost\.\n$/);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(readdirSync(cwd)).toEqual(['shop']);
  expect(readdirSync(join(cwd, 'shop/migrations'))).toEqual([
    '0001_expand_users_display_name.sql',
    '0002_backfill_users_display_name.sql',
    '0003_contract_users_full_name.sql',
    'down',
  ]);
});

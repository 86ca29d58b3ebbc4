import { beforeAll, describe, expect, it } from 'vitest';
import { loadSql } from '../../src/sql/parse.ts';
import { newest } from '../support/server.ts';
import { stackCases } from './cases.ts';
import { execute } from './executed.ts';
import { isInstalled } from './process.ts';
import { runners } from './runners.ts';

beforeAll(loadSql);

describe.each(runners)('the code of the notes in $stack', (runner) => {
  const installed = isInstalled(runner);
  it.for(installed ? [] : [runner.install])('needs: %s', (_line, { skip }) => skip());

  const cases = stackCases.filter(({ everywhere }) => everywhere === true || runner.slow !== true);
  it.for(installed ? cases : [])('$name', async (each) => {
    expect(await execute(runner, each, newest())).toBeGreaterThan(1);
  });
});

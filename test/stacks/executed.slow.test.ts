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
  it.skipIf(installed)(`needs: ${runner.install}`, ({ skip }) => skip());

  it.skipIf(!installed).each(stackCases.filter(({ everywhere }) => everywhere === true || runner.slow !== true))(
    '$name',
    async (each) => {
      expect(await execute(runner, each, newest())).toBeGreaterThan(1);
    },
  );
});

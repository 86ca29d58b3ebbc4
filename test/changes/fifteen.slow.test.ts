import { expect, it } from 'vitest';
import { servers } from '../support/server.ts';
import { everyCaseBetween } from './suite.ts';
import { dumpMajor } from './walk.ts';

const compared = servers().some(({ major }) => major === dumpMajor);
it.skipIf(!compared)(
  `pg_dump ${dumpMajor === null ? '(not installed)' : String(dumpMajor)} agrees where the run has its server`,
  () => {
    expect(compared).toBe(true);
  },
);

everyCaseBetween(15);

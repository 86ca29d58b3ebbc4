import { againstNode } from '../support/commands.ts';
import type { Measure } from '../support/measure.ts';
import { renameArguments } from '../support/product.ts';
import { usersTemplate } from '../support/users.ts';

/** Smaller is better: time of `plan rename ... --dry-run` against a local server over that of bare `node -e 0`. */
export const dryRunVsNode: Measure = {
  name: 'dry-run-vs-node',
  goal: 8,
  better: 'smaller',
  unit: 'x',
  async run(bench) {
    const server = await bench.server();
    const url = server.url(await usersTemplate(bench, 'bigint'));
    return againstNode(bench, [...renameArguments, '--dry-run', '--database', url]);
  },
};

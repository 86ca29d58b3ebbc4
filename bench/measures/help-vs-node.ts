import { againstNode } from '../support/commands.ts';
import type { Measure } from '../support/measure.ts';

/** Smaller is better: time of `plan --help` over that of bare `node -e 0`. */
export const helpVsNode: Measure = {
  name: 'help-vs-node',
  goal: 1.6,
  better: 'smaller',
  unit: 'x',
  run: async (bench) => againstNode(bench, ['--help']),
};

import { spawnSync } from 'node:child_process';
import { nodeLoad } from './node-load.ts';
import { pgbenchLoad } from './pgbench-load.ts';
import type { Load } from './traffic.ts';

const found = spawnSync('pgbench', ['--version']).status === 0;

/** The name of the generator that is used: pgbench where there is one, for it costs the machine less. */
export const loadName = found ? 'pgbench' : 'node';

/** Starts traffic. */
export const startLoad: Load = found ? pgbenchLoad : nodeLoad;

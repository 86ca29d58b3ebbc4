import type { PlanOptions } from '../../types.ts';
import { app } from './app.ts';
import type { Mode } from './mode.ts';
import { short } from './short.ts';
import { trigger } from './trigger.ts';

/** The way of keeping columns equal that the options ask for. */
export const modeOf = ({ sync, short: inTwo }: Pick<PlanOptions, 'sync' | 'short'>): Mode =>
  sync === 'trigger' ? trigger : inTwo ? short : app;

import { describe } from 'vitest';
import type { Case } from '../support/case.ts';
import { newest, oldest } from '../support/server.ts';
import { everyPlanAgainOn } from './again.ts';

/** Behind a view the phases are written as they were planned. */
const isPlannedAgain = ({ options }: Case): boolean => options?.strategy !== 'view';

// A third of the cases on each end: planning again reads the catalog, whose queries differ little between versions.
describe('on the newest', () => everyPlanAgainOn(newest(), (each, place) => isPlannedAgain(each) && place % 3 === 0));
describe('on the oldest', () => everyPlanAgainOn(oldest(), (each, place) => isPlannedAgain(each) && place % 3 === 1));

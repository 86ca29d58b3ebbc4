import { describe } from 'vitest';
import { newest, oldest } from '../support/server.ts';
import { everyPlanAgainOn } from './again.ts';

describe('on the newest', () => everyPlanAgainOn(newest(), () => true));
describe('on the oldest', () => everyPlanAgainOn(oldest(), () => true));

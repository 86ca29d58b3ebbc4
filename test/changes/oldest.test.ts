import { describe } from 'vitest';
import { oldest } from '../support/server.ts';
import { everyCaseOn } from './suite.ts';

describe('on the oldest server', () => everyCaseOn(oldest()));

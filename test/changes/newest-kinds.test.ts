import { describe } from 'vitest';
import { newest } from '../support/server.ts';
import { everyCaseOn } from './suite.ts';

describe('on the newest server', () => everyCaseOn(newest(), (kind) => kind !== 'rename'));

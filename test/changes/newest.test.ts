import { describe } from 'vitest';
import { newest } from '../support/server.ts';
import { everyCaseOn } from './suite.ts';

// The other kinds have a file of their own, so that workers share the time.
describe('on the newest server', () => everyCaseOn(newest(), (kind) => kind === 'rename'));

import { describe } from 'vitest';
import { newest } from '../support/server.ts';
import { everyCaseWhole } from './suite.ts';

describe('sent as whole files', () => everyCaseWhole(newest()));

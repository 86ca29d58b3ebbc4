import { describe } from 'vitest';
import { newest } from '../support/server.ts';
import { everyCaseWhole } from './suite.ts';

// The shapes that decide how a phase is divided into files; npm run test:all sends every case this way.
const SHAPES = /^(everything|plain$|index-plain|unique-constraint|check$|foreign-key$|hostile-(quotes|newline))/;

describe('sent as whole files', () => everyCaseWhole(newest(), (name) => SHAPES.test(name)));

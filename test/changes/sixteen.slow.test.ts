import { everyCaseBetween } from './suite.ts';

everyCaseBetween(16);

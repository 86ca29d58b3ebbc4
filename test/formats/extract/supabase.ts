export { sqlFiles as extractor } from './extracted.ts';

export { extractor } from './refinery.ts';

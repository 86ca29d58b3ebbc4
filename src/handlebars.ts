import { createRequire } from 'node:module';

// Not imported at the top: loading it costs 40 ms, which `plan --help` need not pay for the names of kinds and formats.
const require = createRequire(import.meta.url);

/** Handlebars, loaded at the first call. */
export const handlebars = (): typeof import('handlebars') => require('handlebars') as typeof import('handlebars');

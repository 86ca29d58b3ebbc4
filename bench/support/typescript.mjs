// Node 20 runs no TypeScript. `node --import ./bench/support/typescript.mjs file.ts` does, with nothing in between that
// could be measured by mistake: types are taken out when a file is loaded, and that is all.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

// The entry of `npm run bench`: Node 20 cannot load main.ts by itself.
import './support/typescript.mjs';

await import('./main.ts');

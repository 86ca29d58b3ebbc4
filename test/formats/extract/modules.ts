import type { OutputFile } from '../../../src/types.ts';
import { evaluated, type Extractor } from './extracted.ts';

/**
 * Modules of JavaScript and TypeScript, imported and run, whatever their flavour. `body` says what to do with one: it has `module`
 * (what the file exports), `of` (what was extracted, to be filled) and `texts` (where a direction's texts go); `packages` is an expression, the
 * packages that the files import.
 */
export function modules(body: string, packages = '{}'): Extractor {
  const script = String.raw`
globalThis.packages = ${packages};
const all = [];
for (const path of process.argv.slice(1)) {
  const imported = await import(process.cwd() + '/' + path);
  const module = imported.default ?? imported;
  const of = { up: [], down: [], transaction: true };
  for (const way of ['up', 'down']) {
    const texts = of[way];
    ${body}
  }
  all.push(of);
}
console.log(JSON.stringify(all));
`;
  return {
    missing: null,
    async extract(files) {
      const { transpileModule, ModuleKind, ScriptTarget } = (await import('typescript')).default;
      const options = { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 } };
      const runnable = files.map((file) => {
        const plain = file.path.endsWith('ts') ? transpileModule(file.content, options).outputText : file.content;
        return renamed(file, plain);
      });
      const found = evaluated(runnable, process.execPath, ['--input-type=module', '-e', script, '--']);
      return found.map((each, at) => ({ ...each, path: files[at]?.path ?? '' }));
    },
  };
}

// Node 20 runs no TypeScript, and a file that ends in .js is what its text says.
function renamed(file: OutputFile, text: string): OutputFile {
  const ending = /^(?:import|export) /m.test(text) ? '.mjs' : '.cjs';
  const content = text
    .replace(/^import (\{[^}]*\}) from (['"][^'"]+['"])/gm, 'const $1 = globalThis.packages[$2]')
    .replace(/require\((['"][^'"]+['"])\)/g, 'globalThis.packages[$1]');
  return { ...file, content, path: file.path.replace(/\.\w+$/, ending) };
}

/** What Knex does with a text that has no bindings. */
export const asKnex = String.raw`((sql) => sql.replace(/(\\*)(\?)/g, (_, escapes) => (escapes.length % 2 ? '?' : '$1')))`;

/** A connection of Knex, which sends what it is given. */
export const knexClient =
  '{ acquireConnection: async () => ({ query: async (sql) => texts.push(sql) }), releaseConnection: async () => {} }';

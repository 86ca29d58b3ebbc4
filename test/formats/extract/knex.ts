import { evaluated, type Extractor } from './extracted.ts';

// What Knex's PostgreSQL dialect does with a text that has no bindings, and what it gives to pg.
const script = String.raw`
const sent = (into) => ({
  raw: async (sql) => into.push(sql.replace(/(\\*)(\?)/g, (_, escapes) => (escapes.length % 2 ? '?' : '$1'))),
  client: { acquireConnection: async () => ({ query: async (sql) => into.push(sql) }), releaseConnection: async () => {} },
});
const all = [];
for (const path of process.argv.slice(1)) {
  const module = await import(process.cwd() + '/' + path);
  const of = { up: [], down: [], transaction: module.config?.transaction ?? true };
  await module.up(sent(of.up));
  await module.down(sent(of.down));
  all.push(of);
}
console.log(JSON.stringify(all));
`;

/** The modules are imported and run, whatever their flavour. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const { transpileModule, ModuleKind, ScriptTarget } = (await import('typescript')).default;
    const options = { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 } };
    // Node 20 runs no TypeScript; a file that ends in .js is what its text says.
    const runnable = files.map((file) => {
      const esm = /^(?:import|export) /m.test(file.content);
      const content = file.path.endsWith('ts') ? transpileModule(file.content, options).outputText : file.content;
      return { ...file, content, path: file.path.replace(/\.\w+$/, esm ? '.mjs' : '.cjs') };
    });
    const found = evaluated(runnable, process.execPath, ['--input-type=module', '-e', script, '--']);
    return found.map((each, at) => ({ ...each, path: files[at]?.path ?? '' }));
  },
};

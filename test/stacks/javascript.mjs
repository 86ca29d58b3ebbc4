// What the runners of the JavaScript stacks have in common: snippets in, one answer a line out.
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

export const packages = fileURLToPath(new URL('../../.stacks/node_modules', import.meta.url));
export const folder = process.argv[2];
export const url = process.env.DATABASE_URL;
export const view = JSON.parse(readFileSync(join(folder, 'view.json'), 'utf8'));

const compilerOptions = {
  module: ts.ModuleKind.CommonJS,
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  esModuleInterop: true,
  useDefineForClassFields: false,
};

/** The snippets of one language, in order. */
export const snippets = (language) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(`.${language}`))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Writes a snippet of TypeScript as a module that finds the packages, and loads it. */
export async function load(name, text) {
  symlink();
  const file = join(folder, `${name}.cjs`);
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  // Modules beside are loaded as they were written.
  writeFileSync(file, outputText.replaceAll(/require\("(\.\/[^"]+?)"\)/g, 'require("$1.cjs")'));
  return (await import(pathToFileURL(file).href)).default;
}

/** Makes the packages findable from the folder of the snippets. */
export function symlink() {
  mkdirSync(folder, { recursive: true });
  try {
    symlinkSync(packages, join(folder, 'node_modules'));
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

/** A value as the stack takes it for a column of this family. */
const given = (value, family, as = {}) => (value === null || as[family] === undefined ? value : as[family](value));

const shown = (row) => Object.fromEntries(view.fields.map((field) => [field, row[field]]));

/** Answers questions; `of` is what the functions take first or makes it, `as` says how values of a family are written. */
export async function serve(queries, of, { as = {} } = {}) {
  // A model of Sequelize is a class, which is no function that could be called.
  const fresh = typeof of === 'function' && !String(of).startsWith('class') ? of : () => of;
  const values = (list) => list.map((value, at) => given(value, view.types[at], as));
  const read = async (key) => shown(await queries.read(fresh(), given(key, view.keyType, as)));
  const answer = async (question) => {
    const row = await queries.create(fresh(), ...values(question.create));
    if (row === null) return { key: null };
    const key = String(row[view.key]);
    const result = { key, created: await read(key) };
    if (queries.update !== undefined) {
      await queries.update(fresh(), given(key, view.keyType, as), ...values(question.update));
      result.updated = await read(key);
    }
    result.others = [];
    for (const other of question.read) result.others.push(await read(other));
    return result;
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const said = await answer(JSON.parse(line)).catch((error) => ({ error: String(error?.stack ?? error) }));
    console.log(JSON.stringify(said, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
  }
  process.exit(0);
}

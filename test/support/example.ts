import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromPg } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { kinds } from '../../src/changes/index.ts';
import { makePlan, type Planned } from '../../src/commands/make-plan.ts';
import { parsedWords } from '../../src/commands/program.ts';
import { newest } from './server.ts';

const root = join(import.meta.dirname, '..', '..', 'examples');

/** The names of the folders of examples/. */
export const exampleNames = (): string[] => readdirSync(root).toSorted();

/** The words of a command line as a POSIX shell takes them, without anything that it would expand. */
const shellWords = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));

/** What examples/<name>/command asks for, planned against examples/<name>/schema.sql on the newest server. */
export async function planExample(name: string): Promise<Planned> {
  const file = (path: string): string => readFileSync(join(root, name, path), 'utf8');
  const [, kindName, ...words] = shellWords(file('command'));
  const kind = kinds.find((candidate) => candidate.name === kindName);
  if (kind === undefined) throw new Error(`examples/${name}/command names no kind of change`);
  const { values, settings } = parsedWords(kind, words);
  const database = await newest().createDatabase(file('schema.sql'));
  try {
    const client = fromPg(await database.client());
    const request = {
      kind,
      values,
      settings: { ...settings, dryRun: true },
      cwd: join(root, name, 'not-there'),
      now: new Date('2026-01-01T00:00:00Z'),
    };
    return await makePlan(request, async (question, rewrite) => (await readCatalog(client, question, rewrite)).catalog);
  } finally {
    await database.drop();
  }
}

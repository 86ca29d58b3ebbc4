import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromPg } from '../../src/catalog/client.ts';
import { readCatalog } from '../../src/catalog/read.ts';
import { makePlan, type Planned } from '../../src/commands/make-plan.ts';
import { parsedSentences, sentences } from '../../src/commands/several.ts';
import type { Catalog } from '../../src/types.ts';
import { newest } from './server.ts';

const root = join(import.meta.dirname, '..', '..', 'examples');

/** The words of a command line as a POSIX shell takes them, without anything that it would expand. */
const shellWords = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));

/** What examples/<name>/command asks for, planned against examples/<name>/schema.sql on the newest server. */
export async function planExample(name: string): Promise<Planned> {
  const file = (path: string): string => readFileSync(join(root, name, path), 'utf8');
  const words = shellWords(file('command')).slice(1);
  const { wishes, settings } = parsedSentences(sentences(words) ?? [words]);
  const database = await newest().createDatabase(file('schema.sql'));
  try {
    const client = fromPg(await database.client());
    const request = {
      wishes,
      settings: { ...settings, dryRun: true },
      cwd: join(root, name, 'not-there'),
      now: new Date('2026-01-01T00:00:00Z'),
    };
    return await makePlan(request, async (asking) => {
      const catalogs: Catalog[] = [];
      for (const { question, rewrite } of asking) catalogs.push((await readCatalog(client, question, rewrite)).catalog);
      return catalogs;
    });
  } finally {
    await database.drop();
  }
}

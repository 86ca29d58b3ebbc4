import { fromPglite, type SqlClient } from '../catalog/client.ts';
import type { Question } from '../catalog/question.ts';
import { readCatalog } from '../catalog/read.ts';
import type { ReadFacts } from '../commands/make-plan.ts';
import { loadSql } from '../sql/parse.ts';
import type { RewriteOne } from '../catalog/resolve.ts';
import type { Catalog, Server } from '../types.ts';
import { asDumped } from './as-dumped.ts';
import { knowingVersion } from './features.ts';
import { readDump } from './file.ts';
import { loadDump } from './load.ts';
import { dumpVersion, type DumpVersion } from './version.ts';

/** Reads the facts from a schema dump, by way of the embedded PostgreSQL; `asked`: the version, when the user says it. */
export function dumpFacts(file: string, asked: Server | undefined): ReadFacts {
  return async (asking) => {
    const text = readDump(file);
    const said = dumpVersion(file, text, asked);
    await loadSql();
    const database = await loadDump({ file, text });
    try {
      const catalogs: Catalog[] = [];
      for (const each of asking) catalogs.push(await catalogFrom(fromPglite(database), { file, said, ...each }));
      return catalogs;
    } finally {
      await database.close();
    }
  };
}

interface From {
  readonly file: string;
  readonly said: DumpVersion;
  readonly question: Question;
  readonly rewrite: RewriteOne;
}

/** The catalog of a schema that was loaded, as the server that it is from would give it. */
export async function catalogFrom(client: SqlClient, { file, said, question, rewrite }: From): Promise<Catalog> {
  const version = await knowingVersion(client, said);
  const { catalog } = await readCatalog(client, question, rewrite);
  return asDumped(catalog, file, version);
}

import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Candidate } from '../catalog/complete.ts';
import { databaseOf } from './live.ts';
import { rootOf, settingsHere } from './settings-here.ts';
import type { Settings } from './settings.ts';

/** A shell waits no longer than this for the names in a database. */
const MILLISECONDS = 600;

/** What only the place where a command line is typed can tell. What is not known there is none, and never an error. */
export interface Names {
  /** Tables and columns that begin as typed. */
  inDatabase(typed: string): Promise<readonly Candidate[]>;
  /** The folders of the plans. */
  plans(): readonly string[];
}

/** The names in the database and in the folder that the words name, else the settings; none of what does not answer soon. */
export function namesHere(words: readonly string[]): Names {
  return {
    inDatabase: async (typed) => {
      try {
        // A dump is not worth the seconds, and another database would have other names.
        if (flagIn(words, '--schema') !== undefined) return [];
        return await Promise.race([namesIn(databaseOf(settingsOf(words)), typed), setTimeout(MILLISECONDS, [])]);
      } catch {
        return [];
      }
    },
    plans: () => {
      try {
        const settings = settingsOf(words);
        const entries = readdirSync(resolve(rootOf(settings), settings.plans), { withFileTypes: true });
        return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      } catch {
        return [];
      }
    },
  };
}

function settingsOf(words: readonly string[]): Settings {
  const [config, database, plans] = ['--config', '--database', '--plans'].map((flag) => flagIn(words, flag));
  return settingsHere({ database, plans, ...(config === undefined ? {} : { config }) });
}

/** The value that was typed for an option, the last word aside: that is not finished. */
function flagIn(words: readonly string[], flag: string): string | undefined {
  const before = words.slice(0, -1);
  const at = before.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const word = before[at];
  return word === flag ? before[at + 1] : word?.slice(flag.length + 1);
}

async function namesIn(database: string | undefined, typed: string): Promise<readonly Candidate[]> {
  const [{ connect }, { namesLike }] = await Promise.all([
    import('../catalog/connect.ts'),
    import('../catalog/complete.ts'),
  ]);
  const connection = await connect({ env: process.env, ...(database === undefined ? {} : { database }) });
  try {
    return await namesLike(connection.client, typed, MILLISECONDS);
  } finally {
    await connection.close();
  }
}

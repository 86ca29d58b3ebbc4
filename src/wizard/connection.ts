import { type Listing, liveListing } from '../commands/live.ts';
import { UserError } from '../errors.ts';
import { problem } from '../report/problem.ts';
import type { Asker } from './asker.ts';

/** A database that answered, and how to reach it again; `asked` when the person typed it. */
export interface Reached {
  readonly database: string | undefined;
  readonly listing: Listing;
  readonly asked: boolean;
}

/**
 * Connects to the database that --database or the environment names; when they name none, asks until one answers.
 * Throws UserError when the one that was named does not answer.
 */
export async function reach(database: string | undefined, asker: Asker, env: NodeJS.ProcessEnv): Promise<Reached> {
  const named =
    database !== undefined ||
    Object.keys(env).some(
      (name) => name === 'DATABASE_URL' || /^PG(HOST|HOSTADDR|DATABASE|SERVICE|USER|PORT)$/.test(name),
    );
  if (named) return { database, listing: await liveListing(database), asked: false };
  for (;;) {
    const url = await askUrl(asker);
    try {
      return { database: url, listing: await liveListing(url), asked: true };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      asker.say(problem(error, (_, text) => text));
    }
  }
}

async function askUrl(asker: Asker): Promise<string> {
  const typed = await asker.text('Which database? (postgres://user@host:5432/database)', {
    initial: 'postgres://postgres@localhost:5432/postgres',
    masked: hidePassword,
    check: checkUrl,
  });
  const url = new URL(typed);
  if (url.password !== '') return typed;
  const password = await asker.secret('Password? (empty when none is needed)');
  url.password = encodeURIComponent(password);
  return url.href;
}

function checkUrl(typed: string): string | true {
  return URL.canParse(typed) && /^postgres(ql)?:$/.test(new URL(typed).protocol)
    ? true
    : 'that is not a URL like postgres://user@host:5432/database';
}

/** Stars, one for one, in place of a password that is typed in a URL; inquirer counts on the length. */
export function hidePassword(typed: string): string {
  const [, before, password, after] = /^(\w+:\/\/[^:@/]*:)(.*?)(@[^@]*)?$/.exec(typed) ?? [];
  return before === undefined ? typed : `${before}${'*'.repeat(password?.length ?? 0)}${after ?? ''}`;
}

/** The URL for showing: without its password. */
export function urlToShow(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}

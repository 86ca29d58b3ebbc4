import { wantsPassword } from '../catalog/connect-error.ts';
import { liveSurvey, type Survey } from '../commands/live.ts';
import { UserError } from '../errors.ts';
import { withoutPassword as masked } from '../report/problem.ts';
import { wrapped } from '../report/text.ts';
import { type Asker, Back } from './asker.ts';
import { cut } from './entries.ts';
import { type Connections, findConnections } from './connections/find.ts';
import { describeUrl, postgresUrl, withoutPassword } from './connections/url.ts';
import { told } from './told.ts';

/** A database that answered, and how to reach it again. */
export interface Reached {
  readonly database: string | undefined;
  readonly survey: Survey;
  /** What a command line says of it, without a password; empty when it need not say anything. */
  readonly words: readonly string[];
  /** There is a password that they leave out. */
  readonly secret: boolean;
}

/** Gives what there is to pick from in a database; the same for the same one, since it remembers. */
export type Surveys = (database: string | undefined) => Survey;

/** Remembers what was read, as long as the wizard runs. */
export function surveys(): Surveys {
  const known = new Map<string | undefined, Survey>();
  return (database) => {
    const survey = known.get(database) ?? liveSurvey(database);
    known.set(database, survey);
    return survey;
  };
}

/**
 * Connects to the database that --database names; else to one that was found or typed. What the environment names is not asked for
 * as long as nothing else was found. Throws UserError when the database that --database names does not answer.
 */
export async function reach(
  database: string | undefined,
  asker: Asker,
  { env, cwd, open }: { env: NodeJS.ProcessEnv; cwd: string; open: Surveys },
): Promise<Reached> {
  if (database !== undefined) {
    const url = postgresUrl(database);
    const survey = open(database);
    await survey.tables();
    return { database, survey, ...inWords(url ?? masked(database)) };
  }
  const found = findConnections(env, cwd);
  for (const skipped of found.skipped) asker.say(wrapped(`Not read: ${skipped}.`, { first: '  ', indent: '  ' }));
  const [only, ...others] = found.candidates;
  if (only?.inEnvironment === true && others.length === 0) {
    const survey = open(undefined);
    const failed = await failure(survey);
    if (failed === null) {
      asker.say(
        wrapped(`Database: ${only.says} (${only.where}); --database names another.`, { first: '  ', indent: '  ' }),
      );
      return { database: undefined, survey, words: [], secret: false };
    }
    asker.say(told(failed));
  }
  return await pick(found, asker, open);
}

const OTHER = '';

async function pick({ candidates }: Connections, asker: Asker, open: Surveys): Promise<Reached> {
  if (candidates.length === 0) return await tried(await askUrl(asker), asker, open);
  const picked = await asker.choose('Which database?', [
    ...candidates.map(({ key, says, where }) => ({ value: key, name: says, detail: where, more: where })),
    { value: OTHER, name: 'another one', detail: 'typed as postgres://user@host:5432/database' },
  ]);
  const candidate = candidates.find(({ key }) => key === picked);
  return await tried(candidate === undefined ? await askUrl(asker) : candidate.database, asker, open);
}

/** Goes back to the question before when it does not answer, after saying why; asks for the password that it wants. */
async function tried(url: string | undefined, asker: Asker, open: Surveys): Promise<Reached> {
  const survey = open(url);
  const failed = await failure(survey);
  if (failed === null) return { database: url, survey, ...inWords(url) };
  if (url === undefined || !wantsPassword(failed)) throw said(failed, asker);
  const complete = new URL(url);
  complete.password = encodeURIComponent(await asker.secret(`The password for ${cut(describeUrl(url), 50)}?`));
  const second = open(complete.href);
  const again = await failure(second);
  if (again !== null) throw said(again, asker);
  return { database: complete.href, survey: second, ...inWords(complete.href) };
}

function inWords(url: string | undefined): Pick<Reached, 'words' | 'secret'> {
  if (url === undefined) return { words: [], secret: false };
  const shown = URL.canParse(url) ? withoutPassword(url) : url;
  return { words: ['--database', shown], secret: shown !== url };
}

/** Why a database does not answer; null when it does. */
async function failure(survey: Survey): Promise<UserError | null> {
  try {
    await survey.tables();
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

function said(error: UserError, asker: Asker): Back {
  asker.say(told(error));
  return new Back();
}

async function askUrl(asker: Asker): Promise<string> {
  const typed = await asker.text('Which database? (postgres://user@host:5432/database)', {
    initial: 'postgres://postgres@localhost:5432/postgres',
    masked: hidePassword,
    check: (text) => (postgresUrl(text) === null ? 'that is not a URL like postgres://user@host:5432/database' : true),
  });
  return postgresUrl(typed) ?? typed;
}

/** Stars, one for one, in place of a password that is typed in a URL; inquirer counts on the length. */
export function hidePassword(typed: string): string {
  const [, before, password, after] = /^([\w+:]*:\/\/[^:@/]*:)(.*?)(@[^@]*)?$/.exec(typed) ?? [];
  return before === undefined ? typed : `${before}${'*'.repeat(password?.length ?? 0)}${after ?? ''}`;
}

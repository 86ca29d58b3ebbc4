import { wantsPassword } from '../catalog/connect-error.ts';
import { liveSurvey, type Survey } from '../commands/live.ts';
import type { Settings } from '../commands/settings.ts';
import { UserError } from '../errors.ts';
import { withoutPassword as masked } from '../report/problem.ts';
import { wrapped } from '../report/text.ts';
import { type Asker, Back } from './asker.ts';
import { cut } from './entries.ts';
import { type Candidate, type Chosen, type Connections, findConnections } from './connections/find.ts';
import { describeUrl, postgresUrl, withoutPassword, withPassword } from './connections/url.ts';
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
 * Connects to the database that --database names; else to one that was found or typed. What the settings or the environment name is
 * not asked for as long as nothing else was found. Throws UserError when the database that --database names does not answer.
 */
export async function reach(
  settings: Settings,
  asker: Asker,
  { env, cwd, open }: { env: NodeJS.ProcessEnv; cwd: string; open: Surveys },
): Promise<Reached> {
  const chosen = chosenBy(settings);
  if (settings.database !== undefined && chosen === undefined) {
    const reached = await answering(typedOne(settings.database), asker, open);
    if (reached instanceof UserError) throw reached;
    return reached;
  }
  const found = findConnections(env, cwd, chosen);
  for (const skipped of found.skipped) asker.say(wrapped(`Not read: ${skipped}.`, { first: '  ', indent: '  ' }));
  const [only, ...others] = found.candidates;
  if (only?.settled === true && others.length === 0) {
    const survey = open(only.database);
    const failed = await failure(survey);
    if (failed === null) {
      const says = `Database: ${only.says} (${only.where}); --database names another.`;
      asker.say(wrapped(says, { first: '  ', indent: '  ' }));
      return { database: only.database, survey, words: [], secret: false };
    }
    asker.say(told(failed));
  }
  return await pick(found, asker, open);
}

/** The variable that the file of settings or PLAN_CONNECTION chooses. */
function chosenBy({ connection, database, config }: Settings): Chosen | undefined {
  if (connection === undefined) return undefined;
  const where = config?.values.connection === connection ? config.name : 'PLAN_CONNECTION';
  return { variable: connection, database, where };
}

const OTHER = '';

async function pick({ candidates }: Connections, asker: Asker, open: Surveys): Promise<Reached> {
  const entries = candidates.map(({ key, says, where }) => ({ value: key, name: says, detail: where, more: where }));
  const other = { value: OTHER, name: 'another one', detail: 'postgres://user@host:5432/database' };
  const picked = candidates.length === 0 ? OTHER : await asker.choose('Which database?', [...entries, other]);
  const candidate = candidates.find(({ key }) => key === picked) ?? typedOne(await askUrl(asker));
  const reached = await answering(candidate, asker, open);
  if (reached instanceof UserError) throw said(reached, asker);
  return reached;
}

type Tried = Pick<Candidate, 'database' | 'url' | 'says' | 'settled'>;

/** What was typed, here or behind --database: a URL, or another form that pg knows. */
function typedOne(database: string): Tried {
  const url = postgresUrl(database);
  return { database: url ?? database, url, says: url === null ? '' : describeUrl(url), settled: false };
}

/**
 * Asks for the password that a database wants; a wrong one is asked for again. Gives the error of a database that does not answer, and
 * throws Back.
 */
async function answering(tried: Tried, asker: Asker, open: Surveys): Promise<Reached | UserError> {
  const { database, url, says } = tried;
  const survey = open(database);
  const failed = await failure(survey);
  if (failed === null) return { database, survey, ...inWords(tried, { database, asked: false }) };
  if (url === null || !wantsPassword(failed)) return failed;
  const complete = withPassword(url, await asker.secret(`The password for ${cut(says, WIDEST)}?`));
  const second = open(complete);
  const again = await failure(second);
  if (again === null)
    return { database: complete, survey: second, ...inWords(tried, { database: complete, asked: true }) };
  if (wantsPassword(again)) throw said(again, asker);
  return again;
}

const WIDEST = 50;

/** What a command takes by itself is not said to it. */
function inWords(
  { settled, url }: Tried,
  { database, asked }: { database: string | undefined; asked: boolean },
): Pick<Reached, 'words' | 'secret'> {
  if (settled || database === undefined) return { words: [], secret: asked };
  const shown = url === null ? masked(database) : withoutPassword(database);
  return { words: ['--database', shown], secret: shown !== database };
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
  const typed = await asker.text('Which database?', {
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

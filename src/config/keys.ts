import { isAbsolute, normalize } from 'node:path';
import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import { formats } from '../formats/index.ts';
import { NO_STACK, stackNamed } from '../stacks/use.ts';
import { parseLockTimeout, parseMaxRuntime } from '../times.ts';

/** What a file, the environment or the flags may say of how plans are made; what is absent is said elsewhere. */
export interface Stated {
  readonly directory?: string;
  readonly format?: string;
  readonly plans?: string;
  /** The name of an environment variable. */
  readonly connection?: string;
  readonly lockTimeoutMs?: number;
  readonly maxRuntimeSeconds?: number;
  readonly sync?: 'trigger' | 'app';
  readonly templates?: string;
  readonly scan?: string | false;
  readonly stack?: string;
}

/** One setting of the file; `reads` takes its value, `says` names where it stands in a sentence. */
export interface Key {
  readonly name: string;
  readonly flag: string;
  readonly variable: string;
  readonly help: string;
  readonly example: string | false;
  reads(value: unknown, says: string): Stated;
}

/** All settings of the file, in the order in which `plan init` writes them. */
export const keys: readonly Key[] = [
  {
    name: 'format',
    flag: '--format',
    variable: 'PLAN_FORMAT',
    help: 'the migration tool to write for',
    example: 'golang-migrate',
    reads: (value, says) => ({ format: knownFormat(text(value, says), says) }),
  },
  {
    name: 'directory',
    flag: '--dir',
    variable: 'PLAN_DIR',
    help: 'where the migrations lie',
    example: 'db/migrations',
    reads: (value, says) => ({ directory: path(value, says) }),
  },
  {
    name: 'plans',
    flag: '--plans',
    variable: 'PLAN_PLANS',
    help: 'where the notes and the plan are written',
    example: 'plans',
    reads: (value, says) => ({ plans: path(value, says) }),
  },
  {
    name: 'connection',
    flag: '--database',
    variable: 'PLAN_CONNECTION',
    help: 'the name of the environment variable that holds the URL of the database',
    example: 'DATABASE_URL',
    reads: (value, says) => ({ connection: variableName(value, says) }),
  },
  {
    name: 'lockTimeout',
    flag: '--lock-timeout',
    variable: 'PLAN_LOCK_TIMEOUT',
    help: 'longest wait for a lock that blocks others',
    example: '100ms',
    reads: (value, says) => ({ lockTimeoutMs: parseLockTimeout(text(value, says), says) }),
  },
  {
    name: 'maxRuntime',
    flag: '--max-runtime',
    variable: 'PLAN_MAX_RUNTIME',
    help: 'stop the backfill after so long',
    example: '30m',
    reads: (value, says) => ({ maxRuntimeSeconds: parseMaxRuntime(text(value, says), says) }),
  },
  {
    name: 'sync',
    flag: '--sync',
    variable: 'PLAN_SYNC',
    help: 'what keeps the old and the new equal: trigger or app',
    example: 'trigger',
    reads: (value, says) => ({ sync: knownSync(value, says) }),
  },
  {
    name: 'templates',
    flag: '--templates',
    variable: 'PLAN_TEMPLATES',
    help: 'the folder with your own templates',
    example: 'plan-templates',
    reads: (value, says) => ({ templates: path(value, says) }),
  },
  {
    name: 'scan',
    flag: '--scan',
    variable: 'PLAN_SCAN',
    help: 'where to look for code that names what changes; false: nowhere',
    example: false,
    reads: (value, says) => ({ scan: value === false || value === 'false' ? false : path(value, says, ' or false') }),
  },
  {
    name: 'stack',
    flag: '--stack',
    variable: 'PLAN_STACK',
    help: 'the ORM or query layer of the notes, or none',
    example: 'none',
    reads: (value, says) => ({ stack: stackNamed(text(value, says), `${says}:`)?.name ?? NO_STACK }),
  },
];

/** The variable that names the file itself. */
export const FILE_VARIABLE = 'PLAN_CONFIG';

function text(value: unknown, says: string, otherwise = ''): string {
  if (typeof value !== 'string')
    throw new UserError(`${says} is ${typeOf(value)}, and must be a text${otherwise}`, {
      hint: 'put it between double quotes',
    });
  if (value.trim() === '') throw new UserError(`${says} is empty`, { hint: 'give it a value, or leave it out' });
  return value.trim();
}

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'boolean'
        ? String(value)
        : `${article(typeof value)} ${typeof value}`;

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

function path(value: unknown, says: string, otherwise?: string): string {
  const given = text(value, says, otherwise);
  // A path on another machine is the home of the person who wrote it: only the shell knows what ~ is here.
  if (given.startsWith('~'))
    throw new UserError(`${says} begins with ~, which only a shell replaces`, { hint: 'write a path from the file' });
  const plain = normalize(given);
  return isAbsolute(plain) ? plain : plain.replace(/(?<=.)\/$/, '');
}

function knownFormat(given: string, says: string): string {
  const names = formats.map(({ name }) => name);
  const found = names.find((name) => name === given.toLowerCase());
  if (found !== undefined) return found;
  const [meant] = closest(given, names, (name) => name);
  throw new UserError(`${says} is ${given}, which is not a format that is known: ${names.join(', ')}`, {
    hint: meant === undefined ? 'plan formats says what each of them is' : `did you mean ${meant}?`,
  });
}

function knownSync(value: unknown, says: string): 'trigger' | 'app' {
  const given = text(value, says);
  if (given === 'trigger' || given === 'app') return given;
  throw new UserError(`${says} is ${given}, and must be trigger or app`, {
    hint: 'plan explain old-and-new-code says what each is',
  });
}

/** Never repeats a value that is no name: it may hold a password. */
function variableName(value: unknown, says: string): string {
  const given = text(value, says);
  if (/^[A-Za-z_]\w*$/.test(given)) return given;
  const found = given.includes('://') ? 'a URL stands there' : 'it holds signs that no variable has';
  throw new UserError(`${says} must be the name of an environment variable, and ${found}`, {
    hint: 'write "connection": "DATABASE_URL", and keep the URL in the environment or in .env',
  });
}

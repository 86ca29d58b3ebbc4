import { type NamePart, parseParts, spellings } from '../../catalog/name.ts';
import { Refusal, UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { PlanOptions, User } from '../../types.ts';

/** What `--with` takes for all of its kind. */
export const KINDS = [
  'view',
  'policy',
  'function',
  'trigger',
  'rule',
  'generated',
  'statistics',
  'publication',
  'foreign-key',
] as const;

const SAYS: Readonly<Record<Exclude<User['kind'], 'other'>, string>> = {
  view: 'the view',
  policy: 'the policy',
  function: 'the function',
  trigger: 'the trigger',
  rule: 'the rule',
  generated: 'the generated column',
  statistics: 'the statistics',
  publication: 'the column list of the publication',
  'foreign-key': 'the foreign key',
};

/** A user in a sentence. */
export function says(user: User): string {
  switch (user.kind) {
    case 'other':
      return user.name;
    case 'view':
      return `${user.materialized ? 'the materialized view' : SAYS.view} ${qualified(user).text}`;
    case 'function':
      return `${SAYS.function} ${qualified(user).text}`;
    case 'statistics':
      return `${SAYS.statistics} ${qualified(user).text}`;
    case 'generated':
      return `${SAYS.generated} ${qualified(user.table).text}.${ident(user.name).text}`;
    case 'publication':
      return `${SAYS.publication} ${ident(user.name).text}`;
    default:
      return `${SAYS[user.kind]} ${ident(user.name).text} of ${qualified(user.table).text}`;
  }
}

/** Takes `view,"a,b",public.f` apart. Throws UserError for an empty item. */
export function withWords(text: string): string[] {
  const words = text.match(/(?:"(?:[^"]|"")*"|[^",])+/g)?.map((word) => word.trim()) ?? [];
  if (words.length > 0 && words.every((word) => word !== '')) return words;
  throw new UserError(`--with names nothing: ${JSON.stringify(text)}.`, {
    hint: `Kinds of object (${KINDS.join(', ')}) or their names, with commas between them: --with view,policy`,
  });
}

const isKind = (word: string, user: User): boolean => word.toLowerCase() === user.kind;

const means = (part: NamePart, real: string): boolean => spellings(part).includes(real);

function isNamed(word: string, user: User): boolean {
  const [name, schema = null, ...more] = parseParts(word).toReversed();
  if (name === undefined || more.length > 0) return false;
  const its = 'schema' in user ? user.schema : 'table' in user ? user.table.schema : null;
  return means(name, user.name) && (schema === null || (its !== null && means(schema, its)));
}

/**
 * Refuses what uses the target and is not named by `--with`, or cannot be dropped at all.
 * @throws Refusal that names all of it, and UserError for a name that nothing has.
 */
export function refuseUsed(target: string, users: readonly User[], words: readonly string[], command: string): void {
  const others = users.filter(
    (user) =>
      user.kind === 'other' ||
      ('extension' in user && user.extension !== null) ||
      (user.kind === 'function' && user.definition === null),
  );
  if (others.length > 0)
    throw new Refusal(
      'used-by-others',
      `${target} is used by ${others.map(says).join(', ')}, which this plan cannot drop and bring back.`,
      'Change that first so that it does not use it, then ask again.',
    );
  const stranger = words.find(
    (word) => !(KINDS as readonly string[]).includes(word.toLowerCase()) && !users.some((user) => isNamed(word, user)),
  );
  if (stranger !== undefined)
    throw new UserError(
      `--with ${stranger}: nothing of that name uses ${target}. ${users.length === 0 ? 'Nothing uses it' : `It is used by ${users.map(says).join(', ')}`}.`,
      { hint: `Kinds of object are ${KINDS.join(', ')}.` },
    );
  const left = users.filter((user) => !words.some((word) => isKind(word, user) || isNamed(word, user)));
  if (left.length === 0) return;
  const needed = [...new Set([...words, ...left.map(({ kind }) => kind)])];
  throw new Refusal(
    'used',
    `${target} is used by ${left.map(says).join(', ')}: ${left.length === 1 ? 'that goes' : 'those go'} with it, or ${left.length === 1 ? 'has' : 'have'} to be changed first.`,
    `If nobody needs ${left.length === 1 ? 'it' : 'them'} any more, contract drops ${left.length === 1 ? 'it' : 'them'} too: ${command} --with ${needed.join(',')}`,
  );
}

/** The command to type again, without what it says after `--with`. */
export const withoutWith = ({ command }: Pick<PlanOptions, 'command'>): string =>
  command.replace(/ --with(?: |=)(?:'[^']*'|\S+)/, '');

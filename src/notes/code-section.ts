import { ident, qualified } from '../sql/value.ts';
import type { CodeVersion, Hole, Plan, Target, TargetColumn, Wording } from '../types.ts';
import { goCode, keyName, type Knows, sqlCode, tableName } from './code.ts';
import { code, fenced, prose } from './markdown.ts';
import { newColumns, oldColumns } from './names.ts';
import type { StackCode } from './stack-code.ts';

/** The values of `code.md.hbs`: what the application sends today, and what it sends from each deploy of code on. */
export function codeSection(plan: Plan, stack: StackCode | null): object {
  const { target } = plan;
  const { columns } = target;
  const table = tableName(target);
  const olds = columns.map((column) => ident(column.old).text).join(', ');
  const copy = `COPY ${table} (${ident(keyName(target)).text}, ${olds}) FROM STDIN;`;
  const aliases = columns.map((column) => `${ident(column.new).text} AS ${ident(column.old).text}`).join(', ');
  const bare = {
    copyBare: code(`COPY ${table} FROM`),
    insertBare: code(`INSERT INTO ${table} VALUES (...)`),
    rowCast: code(`ROW(...)::${table}`),
    new: newColumns(target),
  };
  return {
    ...aroundCode(stack),
    ...bare,
    table: code(qualified(target).text),
    old: oldColumns(target),
    standsLast: codeWritesBoth(plan) ? [bare] : [],
    copy: fenced('sql', copy),
    subscriber: fenced('sql', subscriberAdd(target)),
    keySays: `Below, ${code(keyName(target))} stands for the key of ${code(table)}, and its other columns are left out.`,
    grep: fenced('sh', `git grep -n -F ${columns.map((column) => `-e ${shellQuoted(column.old)}`).join(' ')}`),
    alias: code(`SELECT ${aliases}`),
    versions: plan.code
      .slice(1)
      .map((version, at) => versionSection({ plan, stack }, version, plan.code[at] ?? version)),
    last: String(plan.deploys.at(-1)?.number ?? 1),
    subscriberDrop: fenced('sql', subscriberDrop(target)),
  };
}

/** Whether code, not a trigger, keeps the columns equal; contract drops the old ones then, and not their stand-ins. */
export const codeWritesBoth = ({ code: versions }: Plan): boolean => versions.some(({ writes }) => writes.length > 1);

/** Stands for the columns of a table that gets another name: none of them changes. */
const ANY: TargetColumn = { old: 'name', new: 'name', type: 'text', notNull: true, default: null };

/** Code that reads and writes what it always did. */
const SAME: Knows = { writes: ['old'], reads: ['old'] };

/** The values of `code-table.md.hbs`: the same statements under both names of the table. */
export function tableCodeSection({ target, holes = [] }: Plan, newName: string, stack: StackCode | null): object {
  const named = (name: string): Target => ({ ...target, name, columns: [ANY] });
  const [before, after] = [named(target.name), named(newName)];
  return {
    ...aroundCode(stack),
    stack: inStack(stack, 'new'),
    keySays: `Below, ${code(keyName(before))} and ${code(ANY.old)} stand for columns of the table.`,
    grep: fenced('sh', `git grep -n -w -F -e ${shellQuoted(target.name)}`),
    sqlBefore: fenced('sql', sqlCode(before, SAME)),
    sqlAfter: fenced('sql', sqlCode(after, SAME)),
    go:
      stack === null ? [{ before: fenced('go', goCode(before, SAME)), after: fenced('go', goCode(after, SAME)) }] : [],
    cast: code(`'${tableName(target)}'::regclass`),
    holes: shownHoles(holes),
  };
}

/** The values of `code-kind.md.hbs`: what changes in the code of each deploy, with statements where the kind has some. */
export function kindCodeSection(plan: Plan, { names }: Wording, stack: StackCode | null): object {
  const versions = plan.code.slice(1);
  return {
    ...aroundCode(stack),
    none: versions.length === 0 ? ['No code has to change.'] : [],
    grep:
      names.length === 0 || versions.length === 0
        ? []
        : [fenced('sh', `git grep -n -w -F ${names.map((name) => `-e ${shellQuoted(name)}`).join(' ')}`)],
    versions: versions.map((version) => {
      const deploy = plan.deploys.find(({ number }) => number === version.deploy);
      return {
        number: String(version.deploy),
        title: prose(deploy?.title ?? version.says),
        advice: [deploy?.code ?? '', ...version.advice].map(prose).join('\n\n'),
        stack: inStack(stack, version.id),
        statements: (version.statements ?? []).map(({ before, after }) => ({
          begins: stack === null ? 'Before' : 'In SQL, before',
          before: fenced('sql', before),
          after: fenced('sql', after),
        })),
      };
    }),
  };
}

/** What a view cannot do, a line each. */
export const shownHoles = (holes: readonly Hole[]): object[] =>
  holes.map(({ statement, answer, instead }) => ({
    statement: code(statement),
    answer: prose(answer),
    instead: prose(instead),
  }));

/** What stands around the deploys in the words of a stack, nothing without one. */
const aroundCode = (stack: StackCode | null): object => ({
  stackBefore: stack === null || stack.before === '' ? [] : [stack.before],
  stackAfter: stack === null || stack.after === '' ? [] : [stack.after],
});

const inStack = (stack: StackCode | null, version: string): string[] => {
  const text = stack?.versions.get(version);
  return text === undefined ? [] : [text];
};

function versionSection(
  { plan: { target, deploys }, stack }: { readonly plan: Plan; readonly stack: StackCode | null },
  version: CodeVersion,
  before: CodeVersion,
): object {
  const deploy = deploys.find(({ number }) => number === version.deploy);
  return {
    number: String(version.deploy),
    title: prose(deploy?.title ?? version.says),
    advice: [deploy?.code ?? '', ...version.advice].map(prose).join('\n\n'),
    stack: inStack(stack, version.id),
    sqlBefore: fenced('sql', sqlCode(target, before)),
    sqlAfter: fenced('sql', sqlCode(target, version)),
    go:
      stack === null
        ? [{ before: fenced('go', goCode(target, before)), after: fenced('go', goCode(target, version)) }]
        : [],
  };
}

function subscriberAdd(target: Target): string {
  const table = qualified(target).text;
  return target.columns
    .map((column) => `ALTER TABLE ${table} ADD COLUMN ${ident(column.new).text} ${column.type};`)
    .join('\n');
}

// Contract's publisher sends no old column any more, so the subscriber fills it with NULL.
function subscriberDrop(target: Target): string {
  const table = qualified(target).text;
  const relaxed = target.columns
    .filter(({ notNull }) => notNull)
    .map((column) => `ALTER TABLE ${table} ALTER COLUMN ${ident(column.old).text} DROP NOT NULL;`);
  return [
    ...(relaxed.length === 0 ? [] : ['-- before contract', ...relaxed]),
    '-- after contract',
    ...target.columns.map((column) => `ALTER TABLE ${table} DROP COLUMN ${ident(column.old).text};`),
  ].join('\n');
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

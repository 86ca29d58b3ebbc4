import { ident, qualified } from '../sql/value.ts';
import type { Target } from '../types.ts';
import { goCode, keyName, sqlCode, tableName } from './code.ts';
import { code, fenced } from './markdown.ts';

/** The values of `code.md.hbs`: what the application sends today and what it sends from deploy 2 on. */
export function codeSection(target: Target): object {
  const [oldColumn, newColumn] = [ident(target.oldColumn).text, ident(target.newColumn).text];
  const [table, key] = [tableName(target), ident(keyName(target)).text];
  return {
    table: code(qualified(target).text),
    copyBare: code(`COPY ${table} FROM`),
    insertBare: code(`INSERT INTO ${table} VALUES (...)`),
    rowCast: code(`ROW(...)::${table}`),
    old: code(target.oldColumn),
    new: code(target.newColumn),
    copy: fenced('sql', `COPY ${table} (${key}, ${oldColumn}) FROM STDIN;`),
    subscriber: fenced('sql', `ALTER TABLE ${qualified(target).text} ADD COLUMN ${newColumn} ${target.type};`),
    keySays: `Below, ${code(keyName(target))} stands for the key of ${code(table)}, and its other columns are left out.`,
    grep: fenced('sh', `git grep -n -F -e ${shellQuoted(target.oldColumn)}`),
    sqlBefore: fenced('sql', sqlCode(target, target.oldColumn)),
    sqlAfter: fenced('sql', sqlCode(target, target.newColumn)),
    alias: code(`SELECT ${newColumn} AS ${oldColumn}`),
    goBefore: fenced('go', goCode(target, target.oldColumn)),
    goAfter: fenced('go', goCode(target, target.newColumn)),
    subscriberDrop: fenced('sql', subscriberDrop(target)),
  };
}

// Contract's publisher sends no old column any more, so the subscriber fills it with NULL.
function subscriberDrop(target: Target): string {
  const table = qualified(target).text;
  const column = ident(target.oldColumn).text;
  return [
    ...(target.notNull ? ['-- before contract', `ALTER TABLE ${table} ALTER COLUMN ${column} DROP NOT NULL;`] : []),
    '-- after contract',
    `ALTER TABLE ${table} DROP COLUMN ${column};`,
  ].join('\n');
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

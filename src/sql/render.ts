import { readFileSync } from 'node:fs';
import { handlebars } from '../handlebars.ts';
import type { Templates } from './templates.ts';
import { Sql } from './value.ts';

const directory = new URL('../../templates/sql/', import.meta.url);
const compiled = new Map<string, (values: object) => string>();

function template(name: string): (values: object) => string {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(new URL(`${name}.sql.hbs`, directory), 'utf8').trimEnd();
  // noEscape: SQL is not HTML. strict: a missing name throws. No helpers: templates hold no logic.
  const made = handlebars().compile<object>(source, {
    noEscape: true,
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: {},
  });
  compiled.set(name, made);
  return made;
}

/**
 * Fills a template of `templates/sql`. Every value is an `Sql`, so it has been quoted already; multi-line values
 * keep the indentation of the place where they stand.
 * @throws TypeError when a value is not an `Sql` (a bug: the compiler refuses it too).
 */
export function render<Name extends keyof Templates & string>(name: Name, values: Templates[Name]): Sql {
  for (const [key, value] of Object.entries(values)) {
    if (!(value instanceof Sql)) throw new TypeError(`template ${name}: ${key} is not an Sql value`);
  }
  return new Sql(template(name)(values));
}

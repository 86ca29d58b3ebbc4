import { readFileSync } from 'node:fs';
import type { HelperOptions } from 'handlebars';
import { handlebars } from '../handlebars.ts';

const directory = new URL('../../templates/stacks/', import.meta.url);

const options = {
  // Code and Markdown are not HTML.
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { if: true, unless: true, each: true, with: false, lookup: false, log: false },
};

let ready: ReturnType<typeof import('handlebars').create> | undefined;

function holds(value: unknown): boolean {
  if (value === undefined) throw new TypeError('a template of a stack names what is not there');
  return Array.isArray(value) ? value.length > 0 : value !== false && value !== '' && value !== null;
}

/** The built-in helpers take a name that is not there for one that is false or empty. */
function environment(): NonNullable<typeof ready> {
  if (ready !== undefined) return ready;
  const made = handlebars().create();
  made.registerHelper('if', function branch(this: unknown, value: unknown, { fn, inverse }: HelperOptions): string {
    return holds(value) ? fn(this) : inverse(this);
  });
  made.registerHelper('unless', function branch(this: unknown, value: unknown, { fn, inverse }: HelperOptions): string {
    return holds(value) ? inverse(this) : fn(this);
  });
  made.registerHelper('each', function each(items: unknown, { fn }: HelperOptions): string {
    if (!Array.isArray(items)) throw new TypeError('a list that a template of a stack names is not there');
    return items.map((item: unknown) => fn(item)).join('');
  });
  ready = made;
  return made;
}

/** Fills `templates/stacks/<name>.hbs`. Throws an Error (a bug) when a name in it has no value. */
export function fill(name: string, values: object): string {
  const source = readFileSync(new URL(`${name}.hbs`, directory), 'utf8');
  return `${environment().compile(source, options)(values).trim()}\n`;
}

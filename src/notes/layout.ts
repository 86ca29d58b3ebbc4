import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const directory = new URL('../../templates/notes/', import.meta.url);
const options = {
  // Markdown and code are not HTML: values arrive escaped for the place where they stand.
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  // `if` and its like take a missing name for false, even under `strict`.
  knownHelpers: { if: false, unless: false, with: false, lookup: false, log: false, each: true },
};

let ready: typeof Handlebars | undefined;

function environment(): typeof Handlebars {
  if (ready !== undefined) return ready;
  const made = Handlebars.create();
  // The built-in one takes a missing list for an empty one.
  made.registerHelper('each', function each(items: unknown, { fn }: Handlebars.HelperOptions): string {
    if (!Array.isArray(items)) throw new TypeError('a list that a template of the notes names is not there');
    return items.map((item: unknown) => fn(item)).join('');
  });
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.md.hbs'))) {
    made.registerPartial(file.slice(0, -'.md.hbs'.length), readFileSync(new URL(file, directory), 'utf8'));
  }
  ready = made;
  return made;
}

/** Renders a template text with the parts of `templates/notes`. Throws an Error (a bug) when a name in it has no value. */
export function renderText(source: string, values: object): string {
  return environment().compile(source, options)(values);
}

/** Fills one file of `templates/notes`, for example `notes.md`. Throws an Error (a bug) when a name in it has no value. */
export function renderFile(name: string, values: object): string {
  return renderText(readFileSync(new URL(`${name}.hbs`, directory), 'utf8'), values).trimEnd();
}

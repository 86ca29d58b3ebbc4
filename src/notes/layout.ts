import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { UserError } from '../errors.ts';
import { type Overrides, overrides } from '../overrides/scope.ts';
import { codeOf } from '../write.ts';

const directory = new URL('../../templates/notes/', import.meta.url);
const options = {
  // Markdown and code are not HTML: values arrive escaped for the place where they stand.
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  // `if` and its like take a missing name for false, even under `strict`.
  knownHelpers: { if: false, unless: false, with: false, lookup: false, log: false, each: true },
};

// One for each set of templates: ours, and that of a team.
const ready = new WeakMap<Overrides, typeof Handlebars>();

function environment(): typeof Handlebars {
  const team = overrides();
  const known = ready.get(team);
  if (known !== undefined) return known;
  const made = Handlebars.create();
  // The built-in one takes a missing list for an empty one.
  made.registerHelper('each', function each(items: unknown, { fn }: Handlebars.HelperOptions): string {
    if (!Array.isArray(items)) throw new TypeError('a list that a template of the notes names is not there');
    return items.map((item: unknown) => fn(item)).join('');
  });
  for (const file of readdirSync(directory).filter((name) => name.endsWith('.md.hbs'))) {
    made.registerPartial(file.slice(0, -'.md.hbs'.length), readFileSync(new URL(file, directory), 'utf8'));
  }
  for (const [name, text] of team.notes) {
    if (name.endsWith('.md')) made.registerPartial(name.slice(0, -'.md'.length), blaming(made, name, text));
  }
  ready.set(team, made);
  return made;
}

/** A template of the team, which says by name what is wrong with it. */
function blaming(made: typeof Handlebars, name: string, text: string): (values: unknown) => string {
  const { folder } = overrides();
  return (values) => {
    try {
      return made.compile(text, options)(values);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const [first = ''] = codeOf(error).split('\n');
      throw new UserError(`${folder}/notes/${name}.hbs cannot be filled: ${first}`, {
        hint: `take the names from templates/notes/${name}.hbs of the package expand-contract`,
        cause: error,
      });
    }
  };
}

/** Renders a template text with the parts of `templates/notes`. Throws an Error (a bug) when a name in it has no value. */
export function renderText(source: string, values: object): string {
  return environment().compile(source, options)(values);
}

/**
 * Fills one file of `templates/notes`, for example `notes.md`, or the team's own in its place. Throws an Error (a bug) when a name
 * in ours has no value, and UserError for theirs.
 */
export function renderFile(name: string, values: object): string {
  const own = overrides().notes.get(name);
  if (own !== undefined) return blaming(environment(), name, own)(values).trimEnd();
  return renderText(readFileSync(new URL(`${name}.hbs`, directory), 'utf8'), values).trimEnd();
}

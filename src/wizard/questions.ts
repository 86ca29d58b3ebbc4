import type { Field, Values } from '../changes/kind.ts';
import { flagOf } from '../commands/command-line.ts';
import type { Entry } from './asker.ts';
import { askField, type Asking, filledIn } from './fields.ts';

/** So many options are asked for one by one; more of them stand in a list, from which one takes what one needs. */
const FEW = 2;

/** A question for each field of the kind that the picked thing does not answer. */
export async function askValues(asking: Omit<Asking, 'last'>): Promise<Values> {
  const { kind, thing } = asking;
  const asked = kind.fields.filter(({ type }) => type !== 'pairs');
  let values: Values = Object.fromEntries(
    asked.flatMap((field) => {
      const value = filledIn(field, thing);
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
  const open = asked.filter(({ name }) => values[name] === undefined);
  const options = open.filter(({ as }) => as === 'option');
  // The arguments of a kind stand before its options.
  const few = options.length <= FEW;
  const one = few ? open : open.filter(({ as }) => as === 'argument');
  for (const field of one) {
    const last = few && field === one.at(-1);
    values = { ...values, [field.name]: await askField(field, values, { ...asking, last }) };
  }
  return few ? values : await askSome(options, values, { ...asking, last: false });
}

const DONE = '';

/** Any of the options, as often as one likes; a flag is set by picking it, and taken back by picking it again. */
async function askSome(options: readonly Field[], given: Values, asking: Asking): Promise<Values> {
  let values = given;
  for (;;) {
    const entries: Entry[] = [
      { value: DONE, name: 'no, go on', detail: 'with what was said so far' },
      ...options.map((field) => optionEntry(field, values[field.name])),
    ];
    const set = options.some(({ name }) => values[name] !== undefined && values[name] !== false);
    const picked = await asking.asker.choose(set ? 'Anything else of it?' : 'Anything special about it?', entries);
    const field = options.find(({ name }) => name === picked);
    if (field === undefined) return values;
    const value = field.type === 'flag' ? values[field.name] !== true : await askField(field, values, asking);
    values = { ...values, [field.name]: value };
  }
}

function optionEntry({ name, help }: Field, value: unknown): Entry {
  const said = value === undefined || value === false ? '' : value === true ? 'yes; ' : `${String(value)}; `;
  return { value: name, name: flagOf(name), detail: `${said}${help}`, more: help };
}

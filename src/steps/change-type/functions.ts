import { render } from '../../sql/render.ts';
import { body, concatenate, ident, list, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, QualifiedName } from '../../types.ts';
import type { ConversionFunction, Reference } from '../pair.ts';
import { helperName } from '../names.ts';

/** A value that is handed to a function, under the name that the expression has for it. */
export interface Argument {
  readonly name: string;
  readonly type: string;
}

/** What a function computes, and from what. */
export interface Computed {
  readonly catalog: Catalog;
  readonly planId: string;
  /** `up`, `down` or `fits`. */
  readonly what: string;
  readonly arguments: readonly Argument[];
  readonly expression: string;
  readonly type: string;
  /** Whether its result may depend on settings of the session, which are then nailed down. */
  readonly settled: boolean;
}

/** Settings by which input and output functions read and write values: with them fixed a conversion is the same in every session. */
const SETTINGS = [
  ['TimeZone', 'UTC'],
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['xmloption', 'content'],
] as const;

/** A function that computes the expression, or gives NULL where that raises; and how it is called. */
export function converting(computed: Computed): { function: ConversionFunction; call: (at: Reference) => Sql } {
  const { what, arguments: given, type } = computed;
  const name = nameOf(computed);
  const result = ident(helperName('result', what, computed.planId));
  const values = { result, type: verbatim(type), expression: verbatim(computed.expression) };
  const create = render('convert-function', {
    function: qualified(name),
    arguments: list(given.map((each) => concatenate([ident(each.name), ' ', verbatim(each.type)]))),
    returns: what === 'fits' ? verbatim('pg_catalog.bool') : verbatim(type),
    settings: settings(computed),
    body: body(render(what === 'fits' ? 'fits-body' : 'convert-body', values)),
  });
  return {
    // WHEN and CHECK run it as whoever writes the table.
    function: { name, create: [create, render('grant-execute', { function: qualified(name) })] },
    call: (at) => render('call', { function: qualified(name), arguments: list(given.map((each) => at(each.name))) }),
  };
}

const nameOf = ({ catalog: { table }, planId, what }: Computed): QualifiedName => ({
  schema: table.schema,
  name: helperName(what, table.name, planId, table.schema),
});

/** What the expression names without a schema is what it meant when the plan was made. */
function settings({ catalog: { searchPath }, settled }: Computed): Sql {
  const path = ['pg_catalog', ...searchPath.filter((schema) => schema !== 'pg_catalog'), 'pg_temp'];
  const search = concatenate([' SET search_path = ', list(path.map(ident))]);
  if (!settled) return search;
  return concatenate([search, ...SETTINGS.flatMap(([name, value]) => [` SET ${name} = `, literal(value)]), nothing]);
}

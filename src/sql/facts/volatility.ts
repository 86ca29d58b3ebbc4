import type { Node } from 'libpg-query';
import { FactsUnknown } from './unknown.ts';

/** pg_catalog functions that a default is likely to call and that give each row a value of its own. */
const VOLATILE = new Set(
  'nextval random random_normal gen_random_uuid uuidv4 uuidv7 clock_timestamp timeofday setval lastval currval'.split(
    ' ',
  ),
);
const SETTLED = new Set(
  'now transaction_timestamp statement_timestamp current_setting lower upper length md5 timezone date_trunc date_part extract to_char to_date to_timestamp array_length concat abs round floor ceil btrim ltrim rtrim jsonb_build_object jsonb_build_array json_build_object json_build_array make_interval make_date'.split(
    ' ',
  ),
);

/** Does a default's expression give each row another value? Throws FactsUnknown when it calls a function that is not known here. */
export function isVolatile(expression: Node | undefined): boolean {
  return functionsOf(expression).some((path) => {
    const name = path.at(-1) ?? '';
    const builtIn = path.length === 1 || path[0] === 'pg_catalog';
    if (builtIn && VOLATILE.has(name)) return true;
    if (builtIn && SETTLED.has(name)) return false;
    throw new FactsUnknown(`a default that calls ${path.join('.')}, whose volatility is not known`);
  });
}

/** The names of all functions that are called in a tree, each with its schema when that is written. */
export function functionsOf(value: unknown): string[][] {
  if (Array.isArray(value)) return value.flatMap(functionsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const below = functionsOf(child);
    return key === 'FuncCall' ? [pathOf(child), ...below] : below;
  });
}

function pathOf(call: unknown): string[] {
  const names = typeof call === 'object' && call !== null && 'funcname' in call ? call.funcname : [];
  return Array.isArray(names) ? names.map((name: Node) => ('String' in name ? (name.String.sval ?? '') : '')) : [];
}

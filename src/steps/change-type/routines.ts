import { render } from '../../sql/render.ts';
import { qualified, verbatim } from '../../sql/value.ts';
import { type Context, type Part } from '../context.ts';

/**
 * PL/pgSQL that a connection has compiled for the old type fails there until it reconnects. A new row of pg_proc makes
 * every connection compile it again, and changes nothing else (RECIPES.md, trap 21).
 */
export function recompile({ catalog }: Context): Part[] {
  const routines = (catalog.converting?.routines ?? []).filter(({ owned }) => owned);
  if (routines.length === 0) return [];
  return [
    {
      title: 'PL/pgSQL that was compiled for the old type is compiled again.',
      sql: routines.map(({ name, arguments: given, kind, cost, definer }) =>
        render('alter-routine', {
          kind: verbatim(kind === 'p' ? 'PROCEDURE' : 'FUNCTION'),
          routine: verbatim(`${qualified(name).text}(${given})`),
          // A procedure has no cost.
          as: verbatim(kind === 'p' ? `SECURITY ${definer ? 'DEFINER' : 'INVOKER'}` : `COST ${String(cost)}`),
        }),
      ),
    },
  ];
}

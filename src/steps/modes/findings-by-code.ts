import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Finding } from '../../types.ts';
import { type Context, newNames, oldNames, touches } from '../context.ts';
import { hasFamily } from '../family.ts';
import { otherBeforeTriggers } from '../sync.ts';
import { onlyRenames } from './only-renames.ts';

/** The deploys that findings speak of: the first whose code writes both columns, and the one after which it is the only. */
export interface Numbers {
  readonly writesBoth: number;
  readonly writesNew: number;
}

const warning = (id: string, title: string, detail: string, deploy: number): Finding => ({
  id,
  level: 'warning',
  title,
  detail,
  deploy,
});

/** What the code must take care of when no trigger does. */
export function writersFindings(context: Context, { writesBoth, writesNew }: Numbers): Finding[] {
  const { table, pairs } = context;
  const [from, to] = [oldNames(context), newNames(context)];
  const found: Finding[] = [
    warning(
      'one-file-a-deploy',
      'Each file waits for its deploy',
      `A tool that runs every pending file would relax and drop ${from} under code that still uses it, and no file can see which code runs. Put each file into the release of its own deploy.`,
      writesBoth,
    ),
    warning(
      'every-writer',
      'Every writer must write both columns',
      `Jobs, scripts, other services, COPY, functions and rules that write ${from} of ${qualified(table).text} are code of this plan too: what writes ${from} alone after the backfill is not in ${to}. The backfill and the relax files read every row and stop when one differs; what is written between that and the next deploy nobody sees.`,
      writesBoth,
    ),
  ];
  for (const { old } of pairs.filter((pair) => pair.old.default?.volatility === 'volatile')) {
    found.push(
      warning(
        'volatile-default',
        `${ident(old.name).text} has a volatile default`,
        `${old.default?.expression ?? ''} gives another value each time, so it stands on ${ident(old.name).text} alone until relax. Code that writes both columns must not leave them out: it makes the value itself and sends it twice.`,
        writesBoth,
      ),
    );
  }
  const triggers = otherBeforeTriggers(table.triggers).map((t) => t.name);
  if (triggers.length > 0) {
    found.push(
      warning(
        'before-triggers',
        'BEFORE triggers that change the value',
        `Does ${triggers.join(', ')} change ${from}? Then it must change ${to} in the same way before deploy ${writesBoth}, or the rows differ and the backfill stops.`,
        writesBoth,
      ),
    );
  }
  for (const f of table.functions.filter((each) => each.body === 'string')) {
    found.push(
      warning(
        'function-body',
        `${f.schema}.${f.name} names ${from}`,
        `PostgreSQL does not follow names in a function's text. Like all other code it writes both columns from deploy ${writesBoth} on, and only ${to} from deploy ${writesNew} on (${f.mentions.map((m) => `line ${m.line}: ${m.text.trim()}`).join('; ')}).`,
        writesBoth,
      ),
    );
  }
  return found;
}

/** Whether a unique index judges a column of the plan. */
export const hasUnique = (context: Context): boolean =>
  context.table.indexes.some((index) => index.unique && touches(context, index.columns));

/** An attention finding about upserts. */
export const upserts = (detail: string, deploy: number): Finding =>
  warning('unique-column', 'Upserts on the unique column', detail, deploy);

/** Triggers of contrib that write a value of their own into the column they name: a second one would write another. */
const MAKES_ITS_OWN = new Set(['autoinc', 'lo_manage']);

/**
 * Refuses what only a trigger can keep equal to the end: code stops writing the old column before contract, so the new one
 * must be able to take everything over. Throws Refusal.
 */
export function refuseByCode(context: Context): void {
  const { table } = context;
  const says = `${qualified(table).text}: ${oldNames(context)}`;
  const refuse = (what: string): Refusal =>
    new Refusal(
      'needs-trigger',
      `${says} ${what}, which code that writes two columns cannot keep equal.`,
      'Leave --sync app out: the trigger of --sync trigger keeps it.',
    );
  const stays = onlyRenames(context);
  if (stays !== null) throw refuse(stays);
  if (hasFamily(table)) throw refuse('is in a partitioned table, or one that others inherit from');
  const own = table.triggers.find((t) => MAKES_ITS_OWN.has(t.function.name) && touches(context, t.arguments));
  if (own !== undefined) throw refuse(`is written by the trigger ${own.name}`);
}

import { CERTAINTIES } from './mentions.ts';
import type { Access, RunningMention, RunningStatements, Scan } from '../types.ts';
import { parsedUses } from './in-sql.ts';
import type { Wanted } from './wanted.ts';

/** Which of the statements that run use what is wanted, the most called first; and what is not known. Each change has asked. */
export function runningMentions(
  asked: readonly RunningStatements[],
  wanted: readonly Wanted[],
): Pick<Scan, 'running' | 'runningSays'> {
  const [first] = asked;
  if (first === undefined) return { running: null, runningSays: 'No server was asked.' };
  if ('why' in first) return { running: null, runningSays: WHY[first.why] };
  const { hidden } = first;
  return {
    running: statementsIn(asked)
      // A change of the table may be about some of its columns only.
      .filter(({ query }) =>
        wanted.some((each) => each.names.some(({ name }) => query.toLowerCase().includes(name.toLowerCase()))),
      )
      .map(({ query, calls }) => ({ query, calls, ...use(query, wanted) })),
    runningSays:
      hidden === 0
        ? ''
        : `${String(hidden)} statements of other roles could not be read: ask as a member of pg_read_all_stats.`,
  };
}

/** Each statement once. */
function statementsIn(asked: readonly RunningStatements[]): { readonly query: string; readonly calls: number }[] {
  const all = asked.flatMap((each) => ('statements' in each ? each.statements : []));
  const once = new Map(all.map((statement) => [statement.query, statement]));
  return [...once.values()].toSorted((a, b) => b.calls - a.calls || (a.query < b.query ? -1 : 1));
}

const WHY: Readonly<Record<'not installed' | 'not readable', string>> = {
  'not installed': 'The extension pg_stat_statements is not there.',
  'not readable': 'pg_stat_statements could not be read by this role, or is not loaded by the server.',
};

function use(query: string, wanted: readonly Wanted[]): Pick<RunningMention, 'access' | 'certainty'> {
  const found = wanted.map((each) => parsedUses(query, each));
  const uses = found.flatMap((each) => each ?? []);
  // Cut off, or in words that the parser does not know.
  if (found.includes(null)) return { access: 'unknown', certainty: 'possible' };
  const certainty = CERTAINTIES.find((each) => uses.some((one) => one.certainty === each));
  if (certainty === undefined) return { access: 'unknown', certainty: 'other' };
  const kinds = new Set(uses.filter((one) => one.certainty === certainty).map(({ access }) => access));
  const [only] = kinds;
  const access: Access = kinds.size > 1 ? 'both' : (only ?? 'unknown');
  return { access, certainty };
}

import { qualified } from '../sql/value.ts';
import type { Catalog, DependentFunction, Plan, QualifiedName, RunningMention, Scan } from '../types.ts';
import { placesIn, totalOf } from '../scan/count.ts';
import { namesIn } from '../scan/wanted.ts';
import { renderFile } from './layout.ts';
import { code, prose } from './markdown.ts';
import { type Group, placeGroups } from './places.ts';

/** What was found in the code, and the catalog that has the rest: views, functions and policies. */
export interface LookedThrough {
  readonly scan: Scan;
  /** One a change. */
  readonly catalogs: readonly Pick<Catalog, 'table' | 'target'>[];
}

/** `Where your code mentions it`, as Markdown behind the section on the code; nothing when no code was looked through. */
export function mentionsSection(plan: Plan, looked: LookedThrough | null): string {
  if (looked === null) return '';
  const { scan, catalogs } = looked;
  const groups = [placeGroups(plan, scan), databaseGroup(plan, catalogs), runningGroup(scan)].flat();
  // The empty lines before the heading keep it apart from what stands before.
  return `\n\n${renderFile('mentions.md', { says: overview(scan), groups }).trimStart()}`;
}

function overview({ directory, listedBy, names, files, found, mentions, longer, running, runningSays }: Scan): string {
  const beyond = totalOf(found) - mentions.length;
  const unread = [
    ...(files.large > 0 ? [`${String(files.large)} over 1 MB`] : []),
    ...(files.binary > 0 ? [`${String(files.binary)} binary`] : []),
    ...(files.unreadable > 0 ? [`${String(files.unreadable)} that could not be read`] : []),
  ];
  const apart =
    listedBy === 'git'
      ? 'Not looked at: what git ignores, `.env` files, vendored code, lock files, and the migrations and plans of this program.'
      : 'Not looked at: hidden files and folders, `.env` files, what is vendored or built by the names of its folders (git did not list the files), lock files, and the migrations and plans of this program.';
  return [
    `Looked for ${names.map(code).join(', ')}, in any case and with or without underscores, in ${String(files.read)} files of ${code(directory)}: ${placesIn(found)}${found.other === 0 ? '' : `, ${String(found.other)} more are most likely something else`}.`,
    ...(beyond > 0 ? [`${String(beyond)} of them are counted only.`] : []),
    apart,
    ...(unread.length === 0 ? [] : [`Files left out: ${unread.join(', ')}.`]),
    ...(longer.count === 0
      ? []
      : [
          `Longer names that hold it are counted only: ${String(longer.count)}, such as ${longer.examples.map(code).join(', ')}.`,
        ]),
    ...(running === null || runningSays !== '' ? [prose(runningSays)] : []),
    'Names that are put together while the program runs are not found by anybody.',
  ].join('\n');
}

const on = ({ name, table }: { readonly name: string; readonly table: QualifiedName }): string =>
  `${code(name)} on ${code(qualified(table).text)}`;

/** What the database itself has, as the plan knows it. */
function databaseGroup(plan: Plan, catalogs: LookedThrough['catalogs']): Group[] {
  const parts = plan.parts ?? [plan];
  const lines = [
    ...new Set(
      parts.flatMap((part, at) => {
        const catalog = catalogs[at];
        return catalog === undefined ? [] : usersIn(namesIn(part), catalog);
      }),
    ),
  ];
  if (lines.length === 0) return [];
  return [
    {
      title: 'In the database',
      says: 'The plan was made with these in view: the phases deal with them, or the notes say below what a person has to do. A function whose body is text is yours to change.',
      lines,
    },
  ];
}

function usersIn(names: readonly string[], { table, target }: LookedThrough['catalogs'][number]): string[] {
  const uses = ({ columns }: { readonly columns: readonly string[] }): boolean =>
    (target === 'table' && names.includes(table.name)) || columns.some((column) => names.includes(column));
  return [
    ...table.views
      .filter(uses)
      .map((view) => `${view.materialized ? 'materialized view' : 'view'} ${code(qualified(view).text)}`),
    ...table.policies.filter(uses).map((policy) => `policy ${on(policy)}`),
    ...table.rules.filter(uses).map((rule) => `rule ${on(rule)}`),
    ...table.triggers
      .filter(({ columns }) => columns.some((column) => names.includes(column)))
      .map(({ name }) => `trigger ${on({ name, table })}`),
    ...table.functions.map(functionLine),
  ];
}

function functionLine({ body, mentions, ...called }: DependentFunction): string {
  const name = `function ${code(`${qualified(called).text}(${called.arguments})`)}`;
  if (body === 'atomic') return name;
  return `[ ] ${name}, whose body is text: ${mentions.map(({ line, text }) => `line ${String(line)} ${code(text.trim())}`).join(', ')}`;
}

const RUNNING = 20;
const SHOWN = 160;

function runningGroup({ running }: Scan): Group[] {
  const meant = (running ?? []).filter(({ certainty }) => certainty !== 'other');
  if (meant.length === 0) return [];
  const lines = meant.slice(0, RUNNING).map(runningLine);
  return [
    {
      title: 'Statements that run',
      says: 'What pg_stat_statements had when the plan was made, the most called first: also what is in no file here.',
      lines:
        meant.length > RUNNING
          ? [...lines, `... and ${String(meant.length - RUNNING)} more, which plan.json lists.`]
          : lines,
    },
  ];
}

function runningLine({ query, calls, access, certainty }: RunningMention): string {
  const text = query.trim().replaceAll(/\s+/g, ' ');
  const does = access === 'both' ? 'reads and writes' : access === 'unknown' ? 'names it' : `${access}s`;
  const sure = certainty === 'certain' ? '' : ', the table is not known for certain';
  return `[ ] ${String(calls)} calls, ${does}${sure}: ${code(text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text)}`;
}

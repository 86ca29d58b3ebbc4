import { ident, qualified } from '../sql/value.ts';
import type { Hole, Plan, PlanPart, TargetColumn, Wording } from '../types.ts';
import { codeSection, codeWritesBoth, kindCodeSection, shownHoles, tableCodeSection } from './code-section.ts';
import { renderFile } from './layout.ts';
import { code, prose } from './markdown.ts';
import { newColumns, oldColumns } from './names.ts';
import { partPlan } from './parts.ts';
import { safety } from './safety.ts';
import type { UsedStack } from '../stacks/use.ts';
import { type StackCode, stackCode } from './stack-code.ts';

/** What the notes say differently when a column is renamed, a table, or a column behind a view. */
export interface Words {
  /** What old and new code know it by. */
  readonly old: string;
  readonly new: string;
  /** The names to look for in code that still runs. */
  readonly names: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly safety: string;
  /** What the code must do; `of` ends the heading where a change is one of several. */
  readonly code: (of?: string) => string;
  /** Why either code may be rolled back. */
  readonly kept: string;
  /** Why a down file is for development. */
  readonly downDoes: string;
  readonly downLoses: string;
  /** What contract means for code that should be gone by then. */
  readonly afterContract: string;
}

/** The words for this plan, with its code in a stack when one is used; `again`: a change before is of the same table. */
export function words(plan: Plan, used: UsedStack | null = null, again = false): Words {
  if (plan.parts !== undefined) return severalWords(plan, plan.parts, used);
  const stack = used === null ? null : stackCode(plan, used, again);
  if (plan.wording !== undefined) return kindWords(plan, plan.wording, stack);
  if (plan.target.newName !== undefined) return tableWords(plan, plan.target.newName, stack);
  return plan.holes === undefined ? columnWords(plan, stack) : viewWords(plan, plan.holes, stack);
}

function columnWords(plan: Plan, stack: StackCode | null): Words {
  const { target } = plan;
  const names = { table: code(qualified(target).text), old: oldColumns(target), new: newColumns(target) };
  const changes = target.columns.map(
    (column) => `${code(column.old)} (${description(column)}) becomes ${code(column.new)}`,
  );
  return {
    ...names,
    names: target.columns.map((column) => column.old),
    title: `rename ${names.old} of ${names.table} to ${names.new}`,
    summary: `In ${names.table} ${changes.join(', and ')}, while each version of the code may read and write beside the one before it.`,
    safety: renderFile('safety.md', safety(plan)),
    code: (of = '') => renderFile('code.md', { of, ...codeSection(plan, stack) }),
    kept: codeWritesBoth(plan)
      ? 'the version before, and none that is older.'
      : 'the database keeps both columns equal in both directions.',
    downDoes: 'a down file drops a column, and what was written to it since.',
    downLoses: 'lose what was written in between',
    afterContract: `Old code fails from here on, without ${names.old}.`,
  };
}

/** A column behind a view: the same code as for a second column, with what the view cannot do. */
function viewWords(plan: Plan, holes: readonly Hole[], stack: StackCode | null): Words {
  const { target } = plan;
  const names = { table: code(qualified(target).text), old: oldColumns(target), new: newColumns(target) };
  return {
    ...columnWords(plan, stack),
    safety: renderFile('safety-view.md', names),
    code: (of = '') => renderFile('code-view.md', { of, ...codeSection(plan, stack), holes: shownHoles(holes) }),
    kept: 'both names are one column.',
    downDoes: 'a down file takes away a name that running code may use. No row is lost by it.',
    downLoses: 'take a name away at once',
  };
}

function tableWords(plan: Plan, newName: string, stack: StackCode | null): Words {
  const { target } = plan;
  const names = { old: code(ident(target.name).text), new: code(ident(newName).text) };
  return {
    ...names,
    names: [target.name],
    title: `rename the table ${code(qualified(target).text)} to ${names.new}`,
    summary: `The table ${code(qualified(target).text)} becomes ${names.new}, while code that knows only the old name and code that knows only the new one may both read and write. Nothing is copied.`,
    safety: renderFile('safety-table.md', names),
    code: (of = '') => renderFile('code-table.md', { of, ...names, ...tableCodeSection(plan, newName, stack) }),
    kept: 'there is one table, whichever name is used.',
    downDoes: 'a down file takes away a name that running code may use. No row is lost by it.',
    downLoses: 'take a name away at once',
    afterContract: `Old code fails from here on, without ${names.old}.`,
  };
}

/** Every kind but rename says in its plan what is its own. */
const kindWords = (plan: Plan, wording: Wording, stack: StackCode | null): Words => ({
  old: prose(wording.old),
  new: prose(wording.new),
  names: wording.names,
  title: prose(wording.title),
  summary: prose(wording.enough === undefined ? wording.summary : `${wording.summary} ${wording.enough}`),
  kept: prose(wording.kept),
  downDoes: prose(wording.downDoes),
  downLoses: prose(wording.downLoses),
  afterContract: prose(wording.afterContract),
  safety: renderFile('safety-kind.md', safety(plan)),
  code: (of = '') => renderFile('code-kind.md', { of, ...kindCodeSection(plan, wording, stack) }),
});

/** Each of several changes has words of its own. */
function severalWords(plan: Plan, parts: readonly PlanPart[], used: UsedStack | null): Words {
  const tables = parts.map(({ target }) => qualified(target).text);
  const each = parts.map((part, at) => words(partOf(plan, part), used, tables.indexOf(tables[at] ?? '') < at));
  const all = (word: (words: Words) => string, between = ' '): string => [...new Set(each.map(word))].join(between);
  const named = each.filter(({ names }) => names.length > 0);
  return {
    old: named.map(({ old }) => old).join(', '),
    new: named.map((its) => its.new).join(', '),
    names: each.flatMap(({ names }) => names),
    title: all(({ title }) => title, '; '),
    summary: each.map(({ summary }, at) => `${String(at + 1)}. ${summary}`).join('\n'),
    safety: renderFile('safety-kind.md', safety(plan)),
    code: () => each.map(({ title, code: own }) => own(`: ${title}`)).join('\n\n'),
    kept: sentences(each.map(({ kept }) => kept)),
    downDoes: sentences(each.map(({ downDoes }) => downDoes)),
    downLoses: all(({ downLoses }) => downLoses, ', and '),
    afterContract: all(({ afterContract }) => afterContract),
  };
}

/** What is enough for one of them by itself is not said of all. */
function partOf(plan: Plan, part: PlanPart): Plan {
  const { wording, ...own } = partPlan(plan, part);
  if (wording === undefined) return own;
  const { enough: _, ...rest } = wording;
  return { ...own, wording: rest };
}

const capital = (text: string): string => text.replace(/^[a-z]/, (first) => first.toUpperCase());

/** Ends of a sentence, one after the other: each but the first is a sentence of its own. */
const sentences = (texts: readonly string[]): string =>
  [...new Set(texts)].map((text, at) => (at === 0 ? text : capital(text))).join(' ');

function description({ type, notNull, default: value }: TargetColumn): string {
  const standard = value === null ? '' : `, default ${code(value)}`;
  return `${code(type)}${notNull ? ', NOT NULL' : ''}${standard}`;
}

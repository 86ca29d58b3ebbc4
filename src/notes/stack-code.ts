import type { Snippet } from '../stacks/stack.ts';
import { fill } from '../stacks/templates.ts';
import type { UsedStack } from '../stacks/use.ts';
import { sqlTable, type View, viewOf } from '../stacks/view.ts';
import type { CodeModel, Plan } from '../types.ts';
import { renderFile } from './layout.ts';
import { code, fenced, prose } from './markdown.ts';

/** What the notes say of each deploy in the words of a stack; empty texts where there is nothing to say. */
export interface StackCode {
  readonly before: string;
  /** By the id of the version of the code. */
  readonly versions: ReadonlyMap<string, string>;
  readonly after: string;
}

/** A version of the code as it is shown. */
export interface Shown {
  /** null: it does not know the table. */
  readonly view: View | null;
  readonly snippets: readonly Snippet[];
}

/** The code of a plan in a stack, from today on. */
export interface ShownCode {
  readonly today: Shown;
  /** Today's code, told of columns that are to come; it is the same where the stack need not be told. */
  readonly ahead: Shown;
  /** By the id of the version. */
  readonly versions: ReadonlyMap<string, Shown>;
  /** Once the last migration has run; null: the last version is as it stays. */
  readonly settled: Shown | null;
}

/** Writes the code of every version in a stack; null when the plan says nothing of models. */
export function codeIn({ code: versions, target }: Plan, { stack, find }: UsedStack): ShownCode | null {
  const model = versions[0]?.model;
  if (model === undefined) return null;
  const place = { schema: target.schema, table: target.name, found: find(target) };
  const shown = (of: CodeModel, before: Shown | null): Shown => {
    const view = viewOf(stack, of, place);
    return { view, snippets: view === null ? [] : stack.write(view, before?.view ?? null) };
  };
  const today = shown(withoutIgnored(model), null);
  const ahead = stack.seesAll ? shown(model, null) : today;
  const all = new Map<string, Shown>();
  let before = ahead;
  for (const version of versions.slice(1)) {
    if (version.model === undefined) continue;
    before = shown(version.model, before);
    all.set(version.id, before);
  }
  const settled = versions.at(-1)?.settled;
  return { today, ahead, versions: all, settled: settled === undefined ? null : shown(settled, before) };
}

/** What the notes say of one change in the words of a stack; `again`: of a table of which a change before has said the rest. */
export function stackCode(plan: Plan, used: UsedStack, again = false): StackCode {
  const { stack, because, own, find } = used;
  const { target, deploys } = plan;
  const found = find(target);
  const name = found?.name ?? stack.names.model(target.name);
  const names = {
    title: stack.title,
    table: code(sqlTable({ schema: target.schema, table: target.name })),
    model: code(name),
    modelName: name,
    because: prose(because),
    last: String(deploys.at(-1)?.number ?? 1),
    own,
  };
  const written = codeIn(plan, used);
  const cached = written === null || again ? [] : [known(stack.name, names)];
  const tool = again ? [] : [fill(`${stack.name}/tool.md`, names).trimEnd()];
  const section = (file: string, pieces: readonly string[]): string =>
    pieces.length === 0 ? '' : renderFile(file, { ...names, pieces });
  if (written === null) return { before: '', versions: new Map(), after: section('stack-after.md', tool) };
  const { today, ahead, versions, settled } = written;
  const texts = new Map<string, string>();
  let before = ahead;
  for (const [id, next] of versions) {
    const same = `In ${stack.title} nothing that stands in the model or in these queries changes.`;
    texts.set(id, change(names, before, next) ?? same);
    before = next;
  }
  return {
    before: section('stack-before.md', [...cached, ...told(change(names, today, ahead))]),
    versions: texts,
    after: section('stack-after.md', [...tool, ...(settled === null ? [] : told(change(names, before, settled)))]),
  };
}

const known = (stack: string, names: object): string =>
  renderFile('stack-known.md', { ...names, cached: fill(`${stack}/cached.md`, names).trimEnd() });

/** What the snippet of a stack that reads and writes is called. */
const QUERIES = 'Queries';

const told = (text: string | null): string[] => (text === null ? [] : [text]);

const withoutIgnored = (model: CodeModel): CodeModel => ({
  ...model,
  columns: model.columns.filter(({ reads, writes }) => reads || writes),
});

/** What is different from one version to the next; null when nothing is. */
function change(names: { readonly title: string; readonly model: string }, before: Shown, next: Shown): string | null {
  if (next.view === null) return before.view === null ? null : renderFile('stack-gone.md', names);
  const pieces = next.snippets.flatMap(({ what, language, text, once }) => {
    const old = before.snippets.find((snippet) => snippet.what === what);
    if (old?.text === text && once !== true) return [];
    return [
      {
        what: prose(what),
        before: old === undefined || once === true ? [] : [fenced(language, old.text)],
        after: fenced(language, text),
      },
    ];
  });
  const queries = next.snippets.find(({ what }) => what === QUERIES);
  const same = before.snippets.some(({ text }) => text === queries?.text);
  const kept = same ? [`Code that goes through ${names.model} stays as it is: its names are the same.`] : [];
  return pieces.length === 0 ? null : renderFile('stack-change.md', { ...names, pieces, kept });
}

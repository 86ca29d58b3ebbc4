import type { Asked, Wish } from './changes/kind.ts';
import { UserError } from './errors.ts';
import type { Catalog, Change, Plan, PlanOptions } from './types.ts';

/** Reads a catalog for each of some wishes, of which the changes have been made. */
export type ReadAll = (wishes: readonly Wish[], changes: readonly Change[]) => Promise<readonly Catalog[]>;

/**
 * The changes that are asked for, of one table, and those that go along with them, each with its catalog; what is referenced comes
 * before what references it. Throws UserError.
 */
export async function gather(wishes: readonly Wish[], read: ReadAll): Promise<readonly Asked[]> {
  const typed = await askedFor(wishes, read);
  refuseTwoTables(typed);
  const nodes = new Map<string, Node>();
  let next = typed;
  while (next.length > 0) {
    const missing: Wish[] = [];
    for (const asked of next) {
      const along = (await asked.kind.along?.(asked.change, asked.catalog)) ?? {
        itself: String(nodes.size),
        others: [],
      };
      if (nodes.has(along.itself)) continue;
      nodes.set(along.itself, { asked, after: along.others.map(({ name }) => name) });
      missing.push(...along.others.filter(({ name }) => !nodes.has(name)).map(({ wish }) => wish));
    }
    next = await askedFor(missing, read);
  }
  return inOrder(nodes);
}

/** A change, and the names of those that come after it. */
interface Node {
  readonly asked: Asked;
  readonly after: readonly string[];
}

/** Each before what goes along with it. Throws UserError when two go along with each other. */
function inOrder(nodes: ReadonlyMap<string, Node>): Asked[] {
  const done: string[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    if (above.includes(name))
      throw new UserError(
        `${[...above.slice(above.indexOf(name)), name].join(' references ')}: a circle has no beginning.`,
        {
          hint: 'Leave --with-references out and plan each of them by itself.',
        },
      );
    if (done.includes(name)) return;
    for (const after of (nodes.get(name)?.after ?? []).toReversed()) visit(after, [...above, name]);
    done.push(name);
  };
  for (const name of [...nodes.keys()].toReversed()) visit(name, []);
  return done.toReversed().flatMap((name) => nodes.get(name)?.asked ?? []);
}

async function askedFor(wishes: readonly Wish[], read: ReadAll): Promise<Asked[]> {
  const changes = wishes.map(({ kind, values }) => kind.change(values));
  const catalogs = await read(wishes, changes);
  return wishes.flatMap(({ kind }, at) => {
    const [change, catalog] = [changes[at], catalogs[at]];
    return change === undefined || catalog === undefined ? [] : [{ kind, change, catalog }];
  });
}

function refuseTwoTables(asked: readonly Asked[]): void {
  const tables = asked.map(({ catalog }) => catalog.table);
  const other = tables.find(({ oid }) => oid !== tables[0]?.oid);
  if (other === undefined) return;
  const says = [...new Set([tables[0], other].map((table) => `${table?.schema ?? ''}.${table?.name ?? ''}`))];
  throw new UserError(`${says.join(' and ')} are two tables: one plan is for one.`, {
    hint: 'Make a plan for each table.',
  });
}

/**
 * The plan of one change, or the one plan of several.
 * @throws Refusal or UserError when one of them cannot be made safely, or not together with the others.
 */
export async function planAll(asked: readonly Asked[], options: PlanOptions): Promise<Plan> {
  const [{ assemble }, { planTogether }, ...planners] = await Promise.all([
    import('./steps/assemble.ts'),
    import('./steps/several/together.ts'),
    ...asked.map(({ kind }) => kind.planner()),
  ]);
  return assemble(
    planTogether(
      asked.flatMap(({ change, catalog }, at) => {
        const planner = planners[at];
        return planner === undefined ? [] : [{ catalog, plan: (seen) => planner(change, seen, options) }];
      }),
      options,
    ),
  );
}

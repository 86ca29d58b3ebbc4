import { shapeOf } from '../overrides/shape.ts';
import { doneConditions } from '../sql/done.ts';
import { parseStatements } from '../sql/parse.ts';
import { bodyStatements } from '../sql/plpgsql.ts';
import { touchedBy } from '../sql/touched.ts';
import type { Phase, PhaseName, Plan } from '../types.ts';
import type { Hanging } from '../catalog/answers.ts';
import { statementsOf } from './again.ts';

/** What has to happen to a phase that has run, now that the plan is made again. */
export type Verdict = 'as it was' | 'again' | 'too late';

const sqlOf = (phase: Phase | undefined): string[] =>
  (phase?.steps ?? []).flatMap(({ run }) => run.map(({ sql }) => sql));

/** What a statement does, without comments and messages: those may have changed since, with a team's template or with this program. */
const deed = (sql: string): string =>
  shapeOf(sql)
    .map(({ same }) => same)
    .join('\n');

/**
 * Compares a phase that has run with the same phase of the plan made again. `again`: what is new in it happens when its files run once more;
 * `too late`: a block that is done already would do something else. loadSql must be awaited.
 */
export function verdictOn(name: PhaseName, before: Plan, now: Plan): Verdict {
  const [old = [], fresh = []] = [before, now].map(({ phases }) => sqlOf(phases.find((phase) => phase.name === name)));
  if (old.map(deed).join('\n') === fresh.map(deed).join('\n')) return 'as it was';
  const done = new Set(old.map(deed));
  const isNew = fresh.filter((sql) => !done.has(deed(sql)));
  const finished = isNew.filter((sql) => doneConditions(sql).length > 0);
  if (name === before.phases[0]?.name) return finished.length === 0 && before.phases.length > 1 ? 'again' : 'too late';
  const known = touchedBy(old);
  // A block that is done makes nothing any more; what stands alone after it does.
  const alone = touchedBy(isNew.filter((sql) => !finished.includes(sql)));
  const lost = [...touchedBy(finished).names].filter((each) => !known.names.has(each) && !alone.names.has(each));
  return lost.length > 0 ? 'too late' : 'again';
}

/** What the plan has made, is there, and would not be made today: it belongs to something that is gone. */
export function leftBehind(before: Plan, now: Plan, delivered: readonly PhaseName[]): string[] {
  const all = now.phases.map(({ name }) => name);
  const wanted = touchedBy(statementsOf(now, all)).names;
  return [...touchedBy(statementsOf(before, delivered)).names].filter((name) => !wanted.has(name));
}

/** What others have hung on columns that the plan made and will drop: it would go with them. */
export function strangersOn(hanging: readonly Hanging[], plans: readonly Plan[]): readonly Hanging[] {
  const own = plans.map(
    (plan) =>
      touchedBy(
        statementsOf(
          plan,
          plan.phases.map(({ name }) => name),
        ),
      ).names,
  );
  return hanging.filter(({ name }) => name === '' || !own.some((names) => names.has(name)));
}

/** The columns that some statements drop. */
export function droppedColumns(statements: readonly string[]): string[] {
  const dropped = (sql: string): string[] =>
    parseStatements(sql).flatMap(({ node, text }) => {
      if ('DoStmt' in node) return bodyStatements(text).flatMap((inner) => dropped(inner.sql));
      if (!('AlterTableStmt' in node)) return [];
      return (node.AlterTableStmt.cmds ?? []).flatMap((each) =>
        'AlterTableCmd' in each && each.AlterTableCmd.subtype === 'AT_DropColumn'
          ? (each.AlterTableCmd.name ?? [])
          : [],
      );
    });
  return [...new Set(statements.flatMap(dropped))];
}

import { join } from 'node:path';
import { comment } from '../formats/comment.ts';
import { statementsOf } from '../formats/layout.ts';
import { statementByStatement, unitsOf } from '../formats/units.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { ListedFile, OutputFile, Phase, Plan } from '../types.ts';

/** The files of phases that are not among the migrations yet: SQL to be read, in the plan's folder. */
export function waitingFiles(plan: Plan, phases: readonly Phase[], folder: string): OutputFile[] {
  return phases.map((phase) => {
    const units = unitsOf(phase.steps, { sharing: statementByStatement, production: true });
    return {
      path: join(folder, `${phase.name}.sql`),
      phase: phase.name,
      direction: 'up',
      transaction: units.every(({ transaction }) => transaction),
      content: [
        comment(phase.title),
        '--',
        comment(
          `Not a migration yet: \`plan next ${plan.id}\` plans it again from the schema of that day and writes it among the migrations.`,
        ),
        ...phase.summary.map((line) => comment(line)),
        ...phase.gate.map(({ says }) => comment(`Before it: ${says}`)),
        '',
        units.map((unit) => statementsOf(unit)).join('\n\n'),
        '',
      ].join('\n'),
    };
  });
}

/** The files of a plan that are not among the migrations, as plan.json would list them. */
export function waitingOf({ plan, delivery, folder }: FoundPlan): ListedFile[] {
  const names = (delivery?.waiting ?? []).map(({ phase }) => phase);
  return waitingFiles(
    plan,
    plan.phases.filter(({ name }) => names.includes(name)),
    folder,
  ).map(listed);
}

/** A file without its text. */
export function listed({ path, phase, direction, transaction, reversible, role }: OutputFile): ListedFile {
  return {
    path,
    phase,
    direction,
    transaction,
    ...(reversible === true ? { reversible } : {}),
    ...(role === undefined ? {} : { role }),
  };
}

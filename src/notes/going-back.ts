import { fileWords } from '../formats/names.ts';
import type { OutputFile, PhaseName, Plan } from '../types.ts';
import { code, prose } from './markdown.ts';
import { upFiles } from './timeline.ts';
import type { Words } from './words.ts';

interface Point {
  readonly point: string;
  readonly how: string;
}

/** The values of `going-back.md.hbs`: every point of the plan, the forward fixes and the down files. */
export function goingBack(plan: Plan, words: Words, files: readonly OutputFile[]): object {
  const down = files.filter(({ direction }) => direction === 'down').map(({ path }) => ({ file: code(path) }));
  return {
    downDoes: words.downDoes,
    points: points(plan, words, files),
    fixes: plan.fixes.map(({ name, when }) => ({ file: code(`${fileWords(name)}.sql`), when: prose(when) })),
    fixesSay:
      plan.fixes.length === 0
        ? 'This plan has no forward fixes.'
        : 'Forward fixes lie beside these notes, and no migration tool runs them. A person does, with `psql -v ON_ERROR_STOP=1 -f FILE`, not inside a transaction:',
    down,
    downSays: down.length === 0 ? 'There are no down files.' : `For development only, because they ${words.downLoses}:`,
  };
}

function points(plan: Plan, words: Words, files: readonly OutputFile[]): Point[] {
  const expands = upFiles(files, ['expand']).map(code).join(', ');
  return [
    {
      point: 'Before expand',
      how: `Nothing has happened in the database${expands === '' ? '' : ` as long as ${expands} has not run`}. Take the files and the plan's folder away.`,
    },
    {
      point: 'After expand, or when the backfill was stopped',
      how: `${said(plan, 'expand')} What old code writes reaches ${words.new} too. The backfill file goes on where it was when it is run again.`.trim(),
    },
    {
      point: 'After backfill',
      how: `The same as after expand.${plan.fixes.length === 0 ? '' : ' To give the plan up, use the forward fix for that.'}`,
    },
    ...plan.deploys
      .filter(({ runs }) => runs.length === 0)
      .map(({ number, rollback }) => ({
        point: `After the code of deploy ${String(number)}`,
        how: `Older code, not an older schema: ${words.kept} ${prose(rollback)}`,
      })),
    {
      point: 'After contract',
      how: `Old code fails from here on, without ${words.old}. ${said(plan, 'contract')}`,
    },
  ];
}

/** What the plan itself says about going back from the deploy that runs this phase. */
function said(plan: Plan, phase: PhaseName): string {
  return prose(plan.deploys.find(({ runs }) => runs.includes(phase))?.rollback ?? '');
}

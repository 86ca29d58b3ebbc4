import type { Command } from 'commander';
import { print } from '../report/print.ts';
import type { Deploy, Plan } from '../types.ts';
import { deployNumber, noSuchDeploy } from './deploy-number.ts';
import { rootOf, settingsHere } from './settings-here.ts';
import { withTeamTemplates } from './team-templates.ts';
import { defaults } from './settings.ts';

/** Adds `plan pr` to the command tree. */
export function addPr(root: Command): void {
  const summary = 'print the description of the pull request of each deploy';
  const command = root
    .command('pr')
    .summary(summary)
    .description(
      `${summary}\n\nMarkdown: summary, timeline (a Mermaid diagram), checklist, locks, and how to go\nback. It is read from the plan's folder; no database is needed.`,
    )
    .argument('[id]', 'the plan, or its folder (default: the only one there is)')
    .option('--deploy <number>', 'only this deploy (default: all, each under its heading)', deployNumber)
    .option('--plans <dir>', `where the plans lie (default: ${defaults.plans})`)
    .option('--json', 'print one JSON document')
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      '\nExamples:\n  plan pr\n  plan pr --deploy 1\n  plan pr rename-users-full_name-to-display_name --deploy 2',
    );
  command.action(async (id: string | undefined) => {
    const options = command.opts<{ deploy?: number; plans?: string; json?: boolean }>();
    const settings = settingsHere({ plans: options.plans });
    const texts = await withTeamTemplates(settings, () =>
      pullRequests({ cwd: rootOf(settings), id, plans: settings.plans, deploy: options.deploy }),
    );
    print(
      options.json === true ? JSON.stringify({ deploys: texts }, null, 2) : texts.map(({ text }) => text).join('\n'),
    );
  });
}

interface Asked {
  readonly cwd: string;
  readonly id: string | undefined;
  readonly plans: string | undefined;
  readonly deploy: number | undefined;
}

/** The description of the pull request of one deploy. */
export interface DeployText {
  readonly plan: string;
  readonly deploy: number;
  /** Markdown. */
  readonly text: string;
}

/** The texts of all deploys of a plan, or of one. Throws UserError when there is no such plan or deploy. */
export async function pullRequests({ cwd, id, plans = defaults.plans, deploy }: Asked): Promise<DeployText[]> {
  const [{ findPlan }, { pullRequest }] = await Promise.all([
    import('../plan-file/find.ts'),
    import('../notes/pull-request.ts'),
  ]);
  const { waitingOf } = await import('../follow/waiting.ts');
  const found = findPlan({ cwd, plans, id, command: 'plan pr' });
  const written = { ...found, files: [...found.files, ...waitingOf(found)] };
  return deploysOf(found.plan, deploy).map((each) => ({
    plan: found.plan.id,
    deploy: each.number,
    text: pullRequest(written, each),
  }));
}

function deploysOf(plan: Plan, number: number | undefined): readonly Deploy[] {
  if (number === undefined) return plan.deploys;
  const found = plan.deploys.filter((deploy) => deploy.number === number);
  if (found.length > 0) return found;
  throw noSuchDeploy(plan, number, 'plan pr');
}

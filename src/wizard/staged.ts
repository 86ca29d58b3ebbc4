import type { Wish } from '../changes/kind.ts';
import { findFormat } from '../commands/find-format.ts';
import type { Settings } from '../commands/settings.ts';
import type { Format } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { wrapped } from '../report/text.ts';
import type { Asker, Entry } from './asker.ts';
import type { Planning } from './planning.ts';

interface Asking {
  readonly wishes: readonly Wish[];
  readonly planning: Planning;
  readonly cwd: string;
  readonly asker: Asker;
}

/**
 * Whether all phases go among the migrations at once or one by one, as the tool needs it: asked where some belong to a later deploy,
 * unless the command line said it. Throws UserError when there is no plan, or no place for it.
 */
export async function askStaged(settings: Settings, { wishes, planning, cwd, asker }: Asking): Promise<Settings> {
  if (settings.staged !== undefined) return settings;
  const { plan } = await planning.draft(wishes, settings);
  // Where no code is deployed between two phases, none has to wait.
  if (plan.deploys.filter(({ runs }) => runs.length > 0).length < 2) return settings;
  const { format } = findFormat(settings, repoAt(cwd));
  const usual = format.capabilities.staged;
  const names = plan.phases.map(({ name }) => name);
  asker.say(wrapped(reason(format, names.at(-1) ?? ''), { first: '  ', indent: '  ' }));
  const chosen = await asker.choose('Which phases go among the migrations now?', entries(names, usual), String(usual));
  return chosen === String(usual) ? settings : { ...settings, staged: chosen === 'true' };
}

/** Why the usual answer of a tool is the one that it needs. */
function reason({ title, capabilities: { staged, steps, transaction } }: Format, last: string): string {
  if (!staged)
    return `With ${title} one migration can be run at a time, so that each phase can lie there and wait for its deploy.`;
  const runs = `${title} ${steps ? 'usually runs' : 'runs'} all migrations that are pending`;
  const together = transaction === 'all' ? ', in one transaction' : '';
  return `${runs}${together}: ${last} must not be among them before its deploy.`;
}

function entries([first = '', ...others]: readonly string[], usual: boolean): Entry[] {
  const recommended = (staged: boolean): string => (staged === usual ? ' (recommended)' : '');
  const all: Entry = {
    value: 'false',
    name: 'all at once',
    detail: `${[first, ...others].join(', ')}${recommended(false)}`,
    more: `You run each of them when its deploy is due, and none before; a command that runs all that is pending runs ${others.at(-1) ?? ''} too.`,
  };
  const staged: Entry = {
    value: 'true',
    name: 'staged',
    detail: `${first} alone${recommended(true)}`,
    more: `The others wait in the plan's folder. Once ${first} has run, plan next writes the one after it, from the schema of that day.`,
  };
  return usual ? [staged, all] : [all, staged];
}

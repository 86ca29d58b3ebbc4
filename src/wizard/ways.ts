import type { OwnOption, Wish } from '../changes/kind.ts';
import { defaults, type Settings } from '../commands/settings.ts';
import { UserError } from '../errors.ts';
import { bytes, wrapped } from '../report/text.ts';
import type { StrategyChoice, StrategyName } from '../types.ts';
import type { Asker, Entry } from './asker.ts';
import type { Planning } from './planning.ts';
import { told } from './told.ts';

interface Asking {
  readonly wishes: readonly Wish[];
  readonly planning: Planning;
  readonly asker: Asker;
}

/**
 * In which way the changes are made: whatever of the options that their kinds declare makes a difference here, and was not said on
 * the command line. Throws UserError or Refusal when there is no way.
 */
export async function askWays(settings: Settings, asking: Asking): Promise<Settings> {
  const said = await askAcknowledged(await askStrategy(settings, asking), asking);
  return await askDependents(await askSync(said, asking), asking);
}

const has = ({ wishes }: Asking, option: OwnOption): boolean =>
  wishes.some(({ kind }) => kind.options.includes(option));

async function askStrategy(settings: Settings, asking: Asking): Promise<Settings> {
  if (!has(asking, 'strategy') || settings.strategy !== defaults.strategy || settings.sync !== defaults.sync)
    return settings;
  const { wishes, planning, asker } = asking;
  const way = (strategy: StrategyName) => attempted(planning.draft(wishes, { ...settings, strategy }));
  const column = await way('column');
  if (column instanceof UserError) {
    if (column.acknowledge !== undefined || (await way('view')) instanceof UserError) return settings;
    asker.say(told(column));
    const question = 'Rename it behind a view instead (--strategy view)?';
    return (await asker.confirm(question, true)) ? { ...settings, strategy: 'view' } : settings;
  }
  const choice = column.plan.strategy;
  if (choice === undefined || choice.costs.view.refused !== null) return settings;
  asker.say(wrapped(`The ${choice.recommended} strategy is recommended: ${choice.why}`, { first: '  ', indent: '  ' }));
  const chosen = await asker.choose('By which strategy?', strategyEntries(choice), choice.recommended);
  return { ...settings, strategy: chosen === 'view' ? 'view' : 'column' };
}

const STRATEGIES: Readonly<Record<StrategyName, string>> = {
  column: 'a second column, kept equal',
  view: 'in place, behind a view',
};

function strategyEntries({ costs, recommended }: StrategyChoice): Entry[] {
  return (['column', 'view'] as const).map((name) => {
    const { bytesCopied, failing } = costs[name];
    const copied = bytesCopied === null ? 'every row' : bytesCopied === 0 ? 'nothing' : bytes(bytesCopied);
    return {
      value: name,
      name: `${name}: ${STRATEGIES[name]}`,
      detail: `copies ${copied}${name === recommended ? ' (recommended)' : ''}`,
      more: `Until contract these fail: ${failing.join('; ')}.`,
    };
  });
}

/** Code may keep the two equal in place of a trigger, where there are two. */
async function askSync(settings: Settings, asking: Asking): Promise<Settings> {
  if (!has(asking, 'sync') || settings.sync !== defaults.sync || settings.strategy !== 'column') return settings;
  if (!(await differs(settings, { sync: 'app' }, asking))) return settings;
  const answer = await asking.asker.choose('What keeps the old and the new equal meanwhile?', [
    { value: 'trigger', name: 'a trigger', detail: 'in the database; your code changes once (recommended)' },
    {
      value: 'app',
      name: 'your code',
      detail: '--sync app: no trigger, more deploys',
      more: 'One deploy writes both, the next reads the new one, another writes only that one; for those who want no triggers.',
    },
    {
      value: 'short',
      name: 'your code, short',
      detail: '--short: a deploy less, it can lose writes',
      more: 'The notes say which writes can be lost while old and new code run side by side.',
    },
  ]);
  return answer === 'trigger' ? settings : { ...settings, sync: 'app', short: answer === 'short' };
}

async function askDependents(settings: Settings, asking: Asking): Promise<Settings> {
  if (!has(asking, 'renameDependents') || settings.renameDependents) return settings;
  if (!(await differs(settings, { renameDependents: true }, asking))) return settings;
  const question = 'Rename its sequences, indexes and constraints along with it?';
  return { ...settings, renameDependents: await asking.asker.confirm(question, false) };
}

/** Functions that only a person can read: each is asked for by its name until none is left. */
async function askAcknowledged(settings: Settings, asking: Asking): Promise<Settings> {
  const { wishes, planning, asker } = asking;
  const outcome = await attempted(planning.draft(wishes, settings));
  if (!(outcome instanceof UserError)) return settings;
  if (outcome.acknowledge === undefined || settings.acknowledge.includes(outcome.acknowledge)) throw outcome;
  asker.say(told(outcome));
  if (!(await asker.confirm('Have you read it, and will you change it where it needs it?', false))) throw outcome;
  return await askAcknowledged({ ...settings, acknowledge: [...settings.acknowledge, outcome.acknowledge] }, asking);
}

/** Whether a setting is possible and does anything: then it is worth a question. */
async function differs(settings: Settings, other: Partial<Settings>, { wishes, planning }: Asking): Promise<boolean> {
  const [now, then] = await Promise.all([
    attempted(planning.draft(wishes, settings)),
    attempted(planning.draft(wishes, { ...settings, ...other })),
  ]);
  if (now instanceof UserError || then instanceof UserError) return false;
  return JSON.stringify(now.plan.phases) !== JSON.stringify(then.plan.phases);
}

async function attempted<T>(made: Promise<T>): Promise<T | UserError> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

import type { Answer } from '../catalog/answers.ts';
import { doneConditions } from '../sql/done.ts';
import type { Phase, PhaseName, Plan } from '../types.ts';
import { effectsOf, type Question } from './effects.ts';

/** Asks the database; one answer a query. */
export type Ask = (queries: readonly string[]) => Promise<readonly Answer[]>;

/** Whether a phase has run, as the catalog shows it. */
export type Applied = 'yes' | 'no' | 'unknown';

/** How a phase is recognised: by its own blocks, by what the next phase asks for, or by what it does. */
interface Signs {
  readonly name: PhaseName;
  readonly questions: readonly Question[];
  /** The phase has no sign of its own before the one that it must not be mistaken for: this must not hold any more. */
  readonly before: readonly string[];
}

/**
 * Which phases have run in full, in order; once a phase has run, all before it have. loadSql must be awaited.
 * Throws UserError when the database cannot be asked.
 */
export async function appliedPhases(plan: Plan, ask: Ask): Promise<ReadonlyMap<PhaseName, Applied>> {
  const signs = plan.phases.map((_, at) => signsOf(plan, at));
  const answers = [
    ...(await ask(signs.flatMap(({ questions, before }) => [...questions.map(({ query }) => query), ...before]))),
  ];
  const own = signs.map(({ name, questions, before }) => {
    const seen = answers.splice(0, questions.length);
    const still = answers.splice(0, before.length);
    return { name, applied: judged(questions, seen, still) };
  });
  const last = own.findLastIndex(({ applied }) => applied === 'yes');
  const doubt = own.findLastIndex(({ applied }) => applied === 'unknown');
  // What a later phase may have done away with is no sign any more.
  return new Map(own.map(({ name }, at) => [name, at <= last ? 'yes' : at <= doubt ? 'unknown' : 'no']));
}

function judged(questions: readonly Question[], seen: readonly Answer[], still: readonly Answer[]): Applied {
  if (questions.length === 0) return 'unknown';
  if (questions.some(({ sure }, at) => sure && seen[at] !== 'yes' && seen[at] !== 'unknown')) return 'no';
  if (seen.some((answer) => answer !== 'yes')) return 'unknown';
  return still.length > 0 && still.every((answer) => answer === 'yes') ? 'no' : 'yes';
}

function signsOf({ phases, target }: Plan, at: number): Signs {
  const phase = phases[at];
  if (phase === undefined) throw new Error('there is no such phase');
  const next = phases[at + 1];
  const blocks = blocksOf(phase);
  const lasting = new Set(blocksOf(phases.at(-1)).flat());
  // `The column is gone: contract has run` is true of every phase, and says nothing of this one.
  const telling = blocks.filter((block) => next === undefined || block.some((condition) => !lasting.has(condition)));
  const { name } = phase;
  if (telling.length > 0) return { name, questions: telling.map(anyOf), before: [] };
  if (next !== undefined) return { name, questions: next.gate.map(({ query }) => ({ query, sure: true })), before: [] };
  const gates = phases.length === 1 ? [] : phase.gate.map(({ query }) => query);
  return { name, questions: effectsOf(phase, target), before: gates };
}

/** For each block of a phase that says when it has nothing to do, when that is. */
function blocksOf(phase: Phase | undefined): string[][] {
  return (phase?.steps ?? [])
    .flatMap(({ run }) => run.map(({ sql }) => doneConditions(sql)))
    .filter((conditions) => conditions.length > 0);
}

const anyOf = (conditions: readonly string[]): Question => ({
  query: `SELECT ${conditions.map((condition) => `(${condition})`).join(' OR ')} AS ok`,
  sure: true,
});

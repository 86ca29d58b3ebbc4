import type { Sql } from '../../sql/value.ts';
import { list, nothing, qualified } from '../../sql/value.ts';
import { doBlock, ifBlock, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { DraftPhase, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { Block, type Guard, leadingGuards, PassFragment } from '../fragments.ts';
import { dropGuard } from '../guard-trigger.ts';
import { type Pass, passFragment } from '../pass.ts';
import { and, bracketed, not, or } from '../state.ts';

/** The pass of one change, with the block that it is taken out of. */
interface Found {
  readonly block: Block;
  readonly pass: Pass;
}

/** Phases of one name in which the rows are written once for all of them. */
export interface OnePass {
  readonly step: DraftStep;
  readonly phases: readonly DraftPhase[];
  /** For development: what a pass that was killed has left behind. */
  readonly undo: DraftStep;
}

/**
 * Takes the passes of several changes together: each row is read once, and written once with all of their values. Null when
 * fewer than two of them have one. What a sequence gives as the DEFAULT of a column cannot be one of several values; that pass
 * stays where it is.
 */
export function onePass(phases: readonly DraftPhase[], planId: string): OnePass | null {
  const found = phases.flatMap((phase) => passOf(phase) ?? []);
  if (found.length < 2) return null;
  const pass = united(
    found.map((each) => each.pass),
    planId,
  );
  const over = or(...found.flatMap(({ block }) => doneConditions(block)));
  const says = qualified(pass.context.table).text;
  return {
    step: {
      id: 'pass',
      title: `Write each row of ${says} once for all of it`,
      why: 'A row that is written once for every change is stored once for every change.',
      // What is proven was written before; its columns may have their last names by now.
      sql: [doBlock([ifBlock(not(bracketed(over)), [passFragment(pass)])])],
    },
    phases: phases.map((phase) => ({ ...phase, steps: phase.steps.map((step) => without(step, found)) })),
    undo: {
      id: 'undo-pass',
      title: `Take away what a pass over ${says} may have left`,
      why: 'A pass that was killed leaves its trigger behind, which does nothing for others.',
      sql: [
        doBlock([
          retried(pass.context, 'Catalog changes only.', [
            lockFamily(pass.context, 'ACCESS EXCLUSIVE'),
            ...dropGuard(pass.context),
          ]),
        ]),
      ],
    },
  };
}

function passOf({ steps }: DraftPhase): Found | undefined {
  for (const block of steps.flatMap(({ sql }) => sql)) {
    if (!(block instanceof Block)) continue;
    const fragment = block.fragments.find((each) => each instanceof PassFragment);
    if (fragment !== undefined && fragment.pass.writes.every(({ value }) => value !== null))
      return { block, pass: fragment.pass };
  }
  return undefined;
}

const doneConditions = (block: Block): Sql[] =>
  leadingGuards(block)
    .filter(({ ends }: Guard) => ends === 'done')
    .map(({ condition }) => condition);

const without = (step: DraftStep, found: readonly Found[]): DraftStep => ({
  ...step,
  sql: step.sql.map((sql) =>
    sql instanceof Block && found.some(({ block }) => block === sql)
      ? doBlock(sql.fragments.filter((fragment) => !(fragment instanceof PassFragment)))
      : sql,
  ),
});

function united(passes: readonly Pass[], planId: string): Pass {
  const [first] = passes;
  if (first === undefined) throw new Error('there is no pass');
  const context: Context = { ...first.context, planId, pairs: passes.flatMap((pass) => pass.context.pairs) };
  const stops = passes.map(({ stop }) => stop).filter(({ text }) => text !== '');
  return {
    context,
    title: passes.map(({ title }) => title).join(' '),
    writes: passes.flatMap(({ writes, when }) =>
      writes.map((write) =>
        when === undefined
          ? write
          : { ...write, pending: (at: Parameters<typeof write.pending>[0]) => and(when, write.pending(at)) },
      ),
    ),
    shared: true,
    triggers: passes.flatMap(({ triggers }) => triggers),
    before: passes.flatMap(({ before }) => before),
    stop: stops.length === 0 ? nothing : list(stops, '\n'),
  };
}

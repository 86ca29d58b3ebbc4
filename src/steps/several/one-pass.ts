import type { Sql } from '../../sql/value.ts';
import { list, nothing, qualified } from '../../sql/value.ts';
import { doBlock, ifBlock, retried } from '../blocks.ts';
import type { Catalog } from '../../types.ts';
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
  readonly about: Catalog | undefined;
}

/** Phases of one name in which the rows of each table are written once for all of them. */
export interface OnePass {
  readonly steps: readonly DraftStep[];
  readonly phases: readonly DraftPhase[];
  /** For development: what a pass that was killed has left behind. */
  readonly undo: readonly DraftStep[];
}

/**
 * Takes the passes of several changes together: each row is read once, and written once with all of their values, where two of them or
 * more have one over the same table. What a sequence gives as the DEFAULT of a column cannot be one of several values; that pass
 * stays where it is.
 */
export function onePass(phases: readonly DraftPhase[], planId: string): OnePass {
  const found = phases.flatMap((phase) => passOf(phase) ?? []);
  const tables = [...new Set(found.map(({ pass }) => pass.context.table.oid))];
  const shared = tables
    .map((oid) => found.filter(({ pass }) => pass.context.table.oid === oid))
    .filter(({ length }) => length > 1);
  const united = shared.map((each) => ({ found: each, pass: unite(each, planId) }));
  return {
    steps: united.map(passStep),
    phases: phases.map((phase) => ({ ...phase, steps: phase.steps.map((step) => without(step, shared.flat())) })),
    undo: united.map(undoStep),
  };
}

interface United {
  readonly found: readonly Found[];
  readonly pass: Pass;
}

function passStep({ found, pass }: United): DraftStep {
  const over = or(...found.flatMap(({ block }) => doneConditions(block)));
  return {
    ...aboutOf(found),
    id: 'pass',
    title: `Write each row of ${qualified(pass.context.table).text} once for all of it`,
    why: 'A row that is written once for every change is stored once for every change.',
    // What is proven was written before; its columns may have their last names by now.
    sql: [doBlock([ifBlock(not(bracketed(over)), [passFragment(pass)])])],
  };
}

function undoStep({ found, pass: { context } }: United): DraftStep {
  return {
    ...aboutOf(found),
    id: 'undo-pass',
    title: `Take away what a pass over ${qualified(context.table).text} may have left`,
    why: 'A pass that was killed leaves its trigger behind, which does nothing for others.',
    sql: [
      doBlock([
        retried(context, 'Catalog changes only.', [lockFamily(context, 'ACCESS EXCLUSIVE'), ...dropGuard(context)]),
      ]),
    ],
  };
}

const aboutOf = ([first]: readonly Found[]): Pick<DraftStep, 'about'> =>
  first?.about === undefined ? {} : { about: first.about };

function passOf({ steps }: DraftPhase): Found | undefined {
  for (const { sql, about } of steps)
    for (const block of sql) {
      if (!(block instanceof Block)) continue;
      const fragment = block.fragments.find((each) => each instanceof PassFragment);
      if (fragment !== undefined && fragment.pass.writes.every(({ value }) => value !== null))
        return { block, pass: fragment.pass, about };
    }
  return undefined;
}

const doneConditions = (block: Block): Sql[] =>
  leadingGuards(block)
    .filter(({ ends }: Guard) => ends === 'done')
    .map(({ condition }) => condition);

function without(step: DraftStep, found: readonly Found[]): DraftStep {
  const taken = step.sql.filter((sql) => found.some(({ block }) => block === sql));
  if (taken.length === 0) return step;
  return {
    ...step,
    ...step.rest,
    sql: step.sql.map((sql) =>
      sql instanceof Block && taken.includes(sql)
        ? doBlock(sql.fragments.filter((fragment) => !(fragment instanceof PassFragment)))
        : sql,
    ),
  };
}

function unite(found: readonly Found[], planId: string): Pass {
  const passes = found.map(({ pass }) => pass);
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

import { render } from '../../sql/render.ts';
import { list, literal, qualified, type Sql, textArray } from '../../sql/value.ts';
import type { QualifiedName } from '../../types.ts';
import { guardNotReady } from '../blocks.ts';
import { not } from '../state.ts';
import { aliases, markView, marks, type Mirror, selected, viewOptions } from './mirror.ts';

const text = (name: QualifiedName): Sql => literal(qualified(name).text);

/** Whether the view is there and this plan's. */
export const isMirror = (mirror: Mirror): Sql =>
  render('is-mirror', { view: text(mirror.view), marks: textArray(Object.values(marks(mirror))) });

/** Whether the verification has been passed. */
export const isVerified = (mirror: Mirror): Sql =>
  render('is-mirror', { view: text(mirror.view), marks: textArray([marks(mirror).verified]) });

/** Whether a table of that name is there, partitioned or not. */
export const isTable = (table: QualifiedName): Sql => render('is-table', { table: text(table) });

/** Stops when something hangs on the view: it would go with it. */
export const nothingOnView = ({ view }: Mirror): Sql =>
  render('view-has-dependents', {
    view: text(view),
    message: literal(`The view ${qualified(view).text} has to go, but something was made on it: `),
    hint: literal('Drop it, or make it on the table itself, then run this file again; nothing was changed.'),
  });

/** Stops when somebody was given a right on one of the two and not on the other. */
function sameRights(mirror: Mirror, given: QualifiedName, wanted: QualifiedName): Sql {
  const others = aliases(mirror);
  return render('rights-missing', {
    given: text(given),
    wanted: text(wanted),
    old: textArray(others.map(({ name }) => name)),
    new: textArray(others.map(({ of }) => of.name)),
    message: literal(`${qualified(wanted).text} lacks rights that are granted on ${qualified(given).text}: `),
    hint: literal(`GRANT them on ${qualified(wanted).text} too, or REVOKE them, then run this file again.`),
  });
}

/** Stops when a right stands on the view alone, because it would go with the view. */
export const rightsOnTable = (mirror: Mirror): Sql => sameRights(mirror, mirror.view, mirror.base);

/** All that the view must be, and at the end the mark that it is. Each stops with one sentence. */
export function verifyMirror(mirror: Mirror): Sql[] {
  const { view, base, shown } = mirror;
  const [its, says] = [qualified(view).text, qualified(base).text];
  return [
    guardNotReady(
      not(render('view-writable', { view: text(view) })),
      `The view ${its} does not pass INSERT, UPDATE and DELETE through to ${says}.`,
      'Drop the rules and triggers that were made on it, then run this file again.',
    ),
    render('view-lacks-columns', {
      view: text(view),
      table: text(base),
      message: literal(`The view ${its} does not show all columns of ${says} as they are now; it lacks `),
      replace: literal(
        `If they were added since, show them and run this file again: CREATE OR REPLACE VIEW ${its}${viewOptions(mirror).text} AS SELECT ${list(shown.map(selected)).text}, `,
      ),
      from: literal(` FROM ${says};`),
    }),
    render('view-defaults-differ', {
      view: text(view),
      table: text(base),
      others: textArray(aliases(mirror).flatMap(({ name, of }) => [name, of.name])),
      message: literal(`The view ${its} and ${says} have different defaults of `),
      hint: literal(`ALTER VIEW ${its} ALTER COLUMN ... SET DEFAULT, or DROP DEFAULT, then run this file again.`),
    }),
    sameRights(mirror, base, view),
    rightsOnTable(mirror),
    markView(mirror, 'verified'),
  ];
}

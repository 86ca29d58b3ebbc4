import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';

/** Takes a constraint away again; `more` follows under the same lock. */
export const dropConstraintStep = (context: Context, constraint: string, more: readonly Sql[] = []): DraftStep => ({
  id: 'undo-constraint',
  title: `Drop ${ident(constraint).text} of ${qualified(context.table).text} again`,
  why: 'Rows keep what they have.',
  sql: [
    doBlock([
      retried(context, 'Catalog changes only.', [
        lockFamily(context, 'ACCESS EXCLUSIVE'),
        render('drop-constraint', { table: qualified(context.table), constraint: ident(constraint) }),
        ...more,
      ]),
    ]),
  ],
});

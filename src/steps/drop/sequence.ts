import { render } from '../../sql/render.ts';
import { concatenate, ident, literal, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { QualifiedName, SequenceFacts } from '../../types.ts';
import { helperName } from '../names.ts';
import { ARCHIVE_SCHEMA, inArchive } from './archive-schema.ts';
import type { Leaving } from './subject.ts';

interface Sequence {
  readonly own: QualifiedName;
  readonly archived: QualifiedName;
}

/** The sequence of a serial or identity column, and what it is called in the archive; null when nothing is archived. */
function sequenceOf({ context, column, archive }: Leaving): Sequence | null {
  if (archive === null || column.sequence === null) return null;
  const { schema, name } = column.sequence;
  return { own: column.sequence, archived: inArchive(helperName('sequence', name, context.planId, schema, name)) };
}

const identityOf = ({ context }: Leaving): SequenceFacts | null => context.catalog.users?.identity ?? null;

const copyValue = (from: QualifiedName, to: QualifiedName, { start }: SequenceFacts): Sql =>
  render('copy-sequence-value', {
    from: literal(qualified(from).text),
    to: literal(qualified(to).text),
    start: verbatim(start),
  });

/** A serial's sequence would go with its column; in the archive it keeps its value and its rights. An identity's value is copied. */
export function sequenceAway(leaving: Leaving): Sql[] {
  const sequence = sequenceOf(leaving);
  if (sequence === null) return [];
  const { own, archived } = sequence;
  const identity = identityOf(leaving);
  if (identity !== null) {
    const target = {
      sequence: qualified(archived),
      type: verbatim(identity.type),
      options: verbatim(identity.options),
    };
    return [render('create-sequence-like', target), copyValue(own, archived, identity)];
  }
  return [
    render('sequence-owned-by', { sequence: qualified(own), column: verbatim('NONE') }),
    render('rename-sequence', { sequence: qualified(own), name: ident(archived.name) }),
    render('set-schema', {
      kind: verbatim('SEQUENCE'),
      name: qualified({ schema: own.schema, name: archived.name }),
      schema: ident(ARCHIVE_SCHEMA),
    }),
  ];
}

/** The same sequence for the serial column again. */
export function sequenceBack(leaving: Leaving): Sql[] {
  const sequence = sequenceOf(leaving);
  if (sequence === null || identityOf(leaving) !== null) return [];
  const { own, archived } = sequence;
  const { context, column } = leaving;
  return [
    render('set-schema', { kind: verbatim('SEQUENCE'), name: qualified(archived), schema: ident(own.schema) }),
    render('rename-sequence', {
      sequence: qualified({ schema: own.schema, name: archived.name }),
      name: ident(own.name),
    }),
    render('sequence-owned-by', {
      sequence: qualified(own),
      column: concatenate([qualified(context.table), '.', ident(column.name)]),
    }),
  ];
}

/** The column is an identity again, and goes on where it was. */
export function identityBack(leaving: Leaving): Sql[] {
  const { context, column } = leaving;
  const identity = identityOf(leaving);
  if (column.identity === '' || identity === null || column.sequence === null) return [];
  const sequence = sequenceOf(leaving);
  const own = column.sequence;
  return [
    render('restore-identity', {
      table: qualified(context.table),
      column: ident(column.name),
      when: verbatim(column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'),
      options: concatenate([' (SEQUENCE NAME ', qualified(own), ' ', verbatim(identity.options), ')']),
    }),
    identity.comment === null
      ? nothing
      : render('comment-on', {
          kind: verbatim('SEQUENCE'),
          name: qualified(own),
          text: literal(identity.comment),
        }),
    ...(sequence === null
      ? []
      : [
          copyValue(sequence.archived, own, identity),
          render('drop-sequence', { sequence: qualified(sequence.archived) }),
        ]),
  ].filter(({ text }) => text !== '');
}

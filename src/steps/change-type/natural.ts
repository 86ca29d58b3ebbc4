import type { BaseType, Column, TypeFacts } from '../../types.ts';

/** A type as far as conversions depend on it. */
export type Typed = Pick<Column, 'type' | 'baseType' | 'domainChecked' | 'domainNotNull'> & Partial<TypeFacts>;

/**
 * How a value of one type becomes one of another where everybody would do it the same way: `cast` never raises, `assigned`
 * may (and then the value has no counterpart), `text` goes through the value's text, `zone` needs a time zone to be said.
 */
export type Natural = 'cast' | 'assigned' | 'to zone' | 'from zone' | 'date to zone' | 'date from zone';

const INTEGERS = ['int2', 'int4', 'int8'];
const NUMBERS = [...INTEGERS, 'numeric', 'float4', 'float8'];
const TEXTS = ['text', 'varchar', 'bpchar', 'citext', 'name'];
const DOCUMENTS = ['json', 'jsonb'];
/** Types whose every value has a text, and whose texts nobody writes in two ways. */
const TELLING = [...NUMBERS, ...DOCUMENTS, 'bool', 'uuid', 'inet', 'cidr', 'macaddr', 'xml'];

const isPlain = ({ schema, kind, element }: BaseType): boolean =>
  element === null && (schema === 'pg_catalog' || kind === 'b');

/** A domain may refuse a value, whatever its base type does. */
const refuses = ({ domainChecked, domainNotNull }: Typed): boolean => domainChecked || domainNotNull;

const modified = ({ type }: Typed): boolean => /\(/.test(type.replace(/^.*"/, ''));

/** The conversion that needs no --using; null when there is none that everybody would expect. */
export function natural(from: Typed, to: Typed): Natural | null {
  const found = between(from.baseType, to.baseType);
  return found === 'cast' && (refuses(to) || (modified(to) && !widens(from, to))) ? 'assigned' : found;
}

function between(from: BaseType, to: BaseType): Natural | null {
  if (from.element !== null || to.element !== null) {
    if (from.element === null || to.element === null) return null;
    return between(elementOf(from.element), elementOf(to.element)) === null ? null : 'assigned';
  }
  if (from.kind === 'e' || to.kind === 'e') return ofEnums(from, to);
  if (!isPlain(from) || !isPlain(to)) return same(from, to) ? 'cast' : null;
  if (same(from, to)) return 'cast';
  const [one, other] = [from.name, to.name];
  if (TEXTS.includes(other) && (TEXTS.includes(one) || TELLING.includes(one)))
    return other === 'name' ? 'assigned' : 'cast';
  if (NUMBERS.includes(one) && NUMBERS.includes(other)) return wider(one, other) ? 'cast' : 'assigned';
  if (DOCUMENTS.includes(other) && (TEXTS.includes(one) || DOCUMENTS.includes(one))) return 'assigned';
  return ofTimes(one, other);
}

const elementOf = ({ schema, name }: { schema: string; name: string }): BaseType => ({
  schema,
  name,
  kind: 'b',
  element: null,
});

const same = (one: BaseType, other: BaseType): boolean => one.schema === other.schema && one.name === other.name;

function ofEnums(from: BaseType, to: BaseType): Natural | null {
  if (from.kind === 'e') return TEXTS.includes(to.name) ? 'cast' : to.kind === 'e' ? 'assigned' : null;
  return TEXTS.includes(from.name) ? 'assigned' : null;
}

/** Every value of the one is one of the other. */
function wider(from: string, to: string): boolean {
  if (INTEGERS.includes(from) && INTEGERS.includes(to)) return INTEGERS.indexOf(from) < INTEGERS.indexOf(to);
  if (INTEGERS.includes(from)) return to === 'numeric';
  return from === 'float4' && to === 'float8';
}

const ZONELESS = 'timestamp';
const ZONED = 'timestamptz';

function ofTimes(from: string, to: string): Natural | null {
  if (from === ZONELESS && to === ZONED) return 'to zone';
  if (from === ZONED && to === ZONELESS) return 'from zone';
  if (from === 'date' && to === ZONED) return 'date to zone';
  if (from === ZONED && to === 'date') return 'date from zone';
  if ((from === 'date' && to === ZONELESS) || (from === ZONELESS && to === 'date')) return 'assigned';
  return from === 'cidr' && to === 'inet' ? 'cast' : null;
}

const numbersIn = (type: string): number[] =>
  (/\(([\d, -]+)\)/.exec(type)?.[1] ?? '').split(',').filter(Boolean).map(Number);

/** Whether every value of a type with a modifier fits the same type with another one. */
export function widens(from: Typed, to: Typed): boolean {
  if (!same(from.baseType, to.baseType) || from.baseType.element !== null) return false;
  const [before, after] = [numbersIn(from.type), numbersIn(to.type)];
  if (after.length === 0) return true;
  if (before.length === 0) return false;
  const [size = 0, scale = 0] = before;
  const [newSize = 0, newScale = 0] = after;
  return to.baseType.name === 'numeric'
    ? newScale >= scale && newSize - newScale >= size - scale
    : newSize >= size && to.baseType.name !== 'bit';
}

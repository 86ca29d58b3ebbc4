import { camelBut, underscored } from './names.ts';

const KEYWORDS: ReadonlySet<string> = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false final
  finally float for goto if implements import instanceof int interface long native new null package private protected
  public return short static strictfp super switch synchronized this throw throws transient true try void volatile
  while`.split(/\s+/),
);

/** Keywords, and what the snippets call their own variables. */
const TAKEN: ReadonlySet<string> = new Set([...KEYWORDS, 'constraint', 'em', 'error', 'refused', 'row']);

/** The field of a class for a column. */
export const fieldInJava = (column: string): string => camelBut(column, KEYWORDS);

/** A parameter, which must not be called what the snippets have a variable for. */
export const parameterInJava = (name: string): string => camelBut(name, TAKEN);

/** Annotations, modifiers, the type where it stands before the name (not in Kotlin), and the name. */
const DECLARED =
  /((?:@\w+(?:\((?:[^()]|\([^()]*\))*\))?\s*)*)(?:\b(?:private|protected|public|final|lateinit|var|val)\s+)+(?:[\w.<>[\], ?]+[ \t])?(\w+)\s*[;=:]/g;

/** The field of each column of an entity in Java or Kotlin; one that says no column has that of its name. */
export function fieldsOf(text: string): Map<string, string> {
  const all = [...text.matchAll(DECLARED)]
    .map(([, annotations = '', field = '']) => ({ annotations, field }))
    .filter(({ annotations }) => !/@(?:Transient|ManyToOne|OneToMany|OneToOne|ManyToMany)\b/.test(annotations))
    .map(({ annotations, field }) => ({
      field,
      column: /@Column\([^]*?\bname\s*=\s*"([^"]+)"/.exec(annotations)?.[1],
    }));
  return new Map([
    // By Spring's naming strategy, and by that of Hibernate itself as PostgreSQL reads it.
    ...all.flatMap(({ field, column }) =>
      column === undefined ? [field.toLowerCase(), underscored(field)].map((name) => [name, field] as const) : [],
    ),
    ...all.flatMap(({ field, column }) => (column === undefined ? [] : [[column, field] as const])),
  ]);
}

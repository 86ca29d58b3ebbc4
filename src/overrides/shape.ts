import { dynamicStatement } from '../sql/dynamic.ts';
import { parseStatements, sqlLibraries, withoutLocations } from '../sql/parse.ts';

/** A part of a statement: `same` is what an equal part has too, `shown` is for people. */
export interface Part {
  readonly same: string;
  readonly shown: string;
}

/**
 * What SQL does, in order: two texts with equal parts do the same to the same objects. Layout and comments are no part of it,
 * nor are the texts of messages, the number of attempts and how long is slept between them. PL/pgSQL is taken apart too.
 * Throws UserError when it does not parse.
 */
export function shapeOf(sql: string): Part[] {
  return parseStatements(sql).flatMap(({ node, text }) => {
    const kind = 'DoStmt' in node || 'CreateFunctionStmt' in node;
    if (!kind) return [part(node, text)];
    const body = bodyIn(node);
    if (body === null) return [part(node, text)];
    const outside = part(JSON.parse(JSON.stringify(node).replaceAll(JSON.stringify(body), '"body"')), text);
    if (!isPlpgsql(node)) return [outside, ...statements(body)];
    const directives = body.split('\n').filter((line) => line.trimStart().startsWith('#'));
    return [
      outside,
      ...directives.map((line) => ({ same: line.trim(), shown: line.trim() })),
      ...inside(sqlLibraries().parser.parsePlPgSQLSync(text), ''),
    ];
  });
}

const part = (tree: unknown, text: string): Part => ({
  same: JSON.stringify(withoutLocations(tree)),
  shown: text,
});

const statements = (body: string): Part[] => parseStatements(body).map(({ node, text }) => part(node, text));

type Option = { DefElem?: { defname?: string; arg?: unknown } };

function options(node: object): readonly Option[] {
  const [statement] = Object.values(node) as { args?: Option[]; options?: Option[] }[];
  return ('DoStmt' in node ? statement?.args : statement?.options) ?? [];
}

const optionOf = (node: object, name: string): string =>
  JSON.stringify(options(node).find(({ DefElem }) => DefElem?.defname === name)?.DefElem?.arg ?? null);

function bodyIn(node: object): string | null {
  const text = /"sval":("(?:[^"\\]|\\.)*")/.exec(optionOf(node, 'as'))?.[1];
  return text === undefined ? null : (JSON.parse(text) as string);
}

function isPlpgsql(node: object): boolean {
  const language = optionOf(node, 'language');
  return /"sval":"plpgsql"/i.test(language) || (language === 'null' && 'DoStmt' in node);
}

/** Names of PL/pgSQL's own statements, for people. */
const words = (key: string): string =>
  key
    .replace(/^PLpgSQL_(stmt_)?/, '')
    .replaceAll('_', ' ')
    .toUpperCase();

function inside(value: unknown, kind: string): Part[] {
  if (Array.isArray(value)) return value.flatMap((item) => inside(item, kind));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]): Part[] => {
    if (key === 'lineno') return [];
    if (key === 'PLpgSQL_stmt_raise') return raised(child as Raise);
    if (key === 'PLpgSQL_expr') return [expression(child as Expression, kind)];
    if (typeof child !== 'object' || child === null)
      return [{ same: `${key}=${String(child)}`, shown: `${words(key)} ${String(child)}` }];
    const within = key.startsWith('PLpgSQL_stmt_') ? key.slice('PLpgSQL_stmt_'.length) : kind;
    return [
      { same: `${key}{`, shown: words(key) },
      ...inside(child, within),
      { same: '}', shown: `the end of ${words(key)}` },
    ];
  });
}

interface Expression {
  readonly query: string;
  readonly parseMode?: number;
}

/** PLPGSQL_EXPR; above it stands `target := expression`. */
const EXPRESSION = 2;

function expression({ query, parseMode = 0 }: Expression, kind: string): Part {
  if (parseMode > EXPRESSION) return { same: tokens(query), shown: query };
  const sql = parseMode === 0 ? query : `SELECT ${query}`;
  const trees = parseStatements(kind.startsWith('dyn') ? dynamicStatement(query) : sql).map(({ node }) => node);
  const same = JSON.stringify(withoutLocations(trees));
  return { same: mayCount(kind, same) ? same.replaceAll(COUNT, '"a number"') : same, shown: query };
}

const COUNT = /\{"ival":\{"ival":[1-9]\d*\}\}|\{"fval":\{"fval":"[\d.]+"\}\}/g;
const SLEEP =
  '[{"SelectStmt":{"targetList":[{"ResTarget":{"val":{"FuncCall":{"funcname":[{"String":{"sval":"pg_catalog"}},{"String":{"sval":"pg_sleep"}}]';

/** How often is tried, and how long is waited, is for the team to say; zero is something else than many. */
const mayCount = (kind: string, same: string): boolean =>
  kind === 'perform' ? same.startsWith(SLEEP) : ['if', 'exit'].includes(kind) && !/FuncCall|SubLink/.test(same);

/** The words of a text without comments and layout. */
const tokens = (text: string): string =>
  sqlLibraries()
    .parser.scanSync(text)
    .tokens.filter(({ tokenName }) => !/COMMENT/.test(tokenName))
    .map((token) => (/^["'$]/.test(token.text) ? token.text : token.text.toLowerCase()))
    .join(' ');

interface Raise {
  readonly elog_level?: number;
  readonly condname?: string;
  readonly params?: readonly { readonly PLpgSQL_expr: Expression }[];
  readonly options?: readonly {
    readonly PLpgSQL_raise_option: { readonly opt_type?: number; readonly expr: { readonly PLpgSQL_expr: Expression } };
  }[];
}

/** The level and the error code count; what is said does not, as long as it is only said. */
function raised({ elog_level: level, condname = '', params = [], options: given = [] }: Raise): Part[] {
  const codes = given.filter(({ PLpgSQL_raise_option: option }) => (option.opt_type ?? 0) === 0);
  const said = [...params, ...given.map(({ PLpgSQL_raise_option: option }) => option.expr)].filter(
    ({ PLpgSQL_expr: each }) => /\(/.test(each.query) && !/^E?'/i.test(each.query.trim()),
  );
  const shown = `RAISE ${level === ERROR ? 'EXCEPTION' : 'of another level'}`;
  return [
    {
      same: `raise ${String(level)} ${condname} ${codes.map(({ PLpgSQL_raise_option: { expr } }) => expr.PLpgSQL_expr.query).join()}`,
      shown,
    },
    ...said.map(({ PLpgSQL_expr: each }) => expression(each, 'raise')),
  ];
}

/** elog.h */
const ERROR = 21;

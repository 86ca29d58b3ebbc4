import type { Access } from '../types.ts';

/** What stands before and behind a name on its line, and a little of what stands before that line. */
export interface Context {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** The last lines and `before`. */
  readonly leading: string;
}

const INTERFACE_BEFORE =
  /(?:json:"|yaml:"|JsonProperty(?:Name)?\(\s*(?:value\s*=\s*)?["']|SerializedName\(\s*["']|JsonKey\(\s*name:\s*["']|serde\((?:rename|alias)\s*=\s*["']|@Expose\(\{?\s*name:\s*["']|(?:serialization_|validation_)?alias\s*=\s*["']|json\.|case\s+\w+\s*=\s*")$/;
const INTERFACE_LINE = /@ApiProperty|@Field\b|\battributes?\s+:|\bexpose\s+:|CodingKey|serializers?\.\w*Field\(/;
const INTERFACE_PATH =
  /(?:^|[/_.-])(?:serializers?|dtos?|resolvers?|graphql|openapi|swagger|presenters?|blueprints?|api[_-]?types?|contracts?)(?:[/_.-]|$)|\.(?:jbuilder|rabl)$/i;

const MODEL_BEFORE =
  /(?:db:"|bun:"|pg:"|gorm:"[^"]*column:|xorm:"[^"]*|sqlx\(rename\s*=\s*"|diesel\(column_name\s*=\s*"?|@?\bColumn(?:Info)?\([^)]*["'`]|JoinColumn\([^)]*["'`]|\bfield:\s*["'`]|\bfieldName:\s*["'`]|db_column\s*=\s*["']|@map\(\s*"|\bfield\s+:|\battribute\s+:|\bsource:\s*:|alias_attribute\s.*:|ignored_columns.*|(?:fillable|casts|guarded|hidden|dates|appends)\b.*|\b(?:text|varchar|char|integer|bigint|boolean|timestamp|numeric|uuid|jsonb?|serial|date|smallint|real)\(\s*["'`])$/;
const MODEL_AFTER =
  /^["'`]?\s*[?!]?\s*(?::\s*(?:Mapped\[|DataTypes\.|Sequelize\.|Generated<|ColumnType<)|=\s*(?:\w+\.)*(?:\w*Field|Column|mapped_column|ForeignKey|relationship)\(|:\s*\{?\s*(?:type:\s*)?(?:DataTypes|Sequelize|DataType|Schema\.Types)\.|:\s*(?:p\.|t\.|text|varchar|integer|bigint|timestamp|boolean|numeric|uuid|jsonb?|serial|date|smallint|real)\(?)/;
/** A field of a type: `private String fullName;`, `readonly fullName: string;`, `FullName string`. */
const TYPED_FIELD = [
  {
    before:
      /^\s*(?:(?:public|private|protected|readonly|static|final|declare|override|pub(?:\(\w+\))?|internal|lateinit|val|var|let)\s+)+(?:[\w<>[\],?.]+\s+)?_?$/,
    after: /^\s*[?!]?\s*(?:[:;=,{]|$)/,
  },
  { before: /^\s*$/, after: /^[?!]?:\s*[\w<>[\]|'" .]+;\s*$/ },
  { before: /^\s*$/, after: /^\s+[*[\]\w.]+(?:\s+`.*`)?\s*(?:\/\/.*)?$/ },
];

const RESPONDS = /(?:JsonResponse|jsonify|\.json|render\s+json:|\.JSON)\b\s*\(?[^;]*$/;

/** Whether the name is one that others may read or send: a key of JSON, a field of an API. */
export function isInterface({ path, before, after }: Context): boolean {
  if (RESPONDS.test(before) && /^["']?\s*(?::|=>)/.test(after)) return true;
  if (INTERFACE_BEFORE.test(before) || INTERFACE_LINE.test(before)) return true;
  const isKey = /["'`:]$/.test(before) || (/^\s*$/.test(before) && /^[?!]?\s*:/.test(after));
  return isKey && INTERFACE_PATH.test(path);
}

/** Whether the name is declared here: a column or a field of a model. */
export function isModel({ before, after, path }: Context): boolean {
  if (MODEL_BEFORE.test(before) || MODEL_AFTER.test(after)) return true;
  return (
    !/\.(?:rb|py|exs?|sh)$/.test(path) && TYPED_FIELD.some((each) => each.before.test(before) && each.after.test(after))
  );
}

const CALLS =
  /\b(?:(?<write>(?:create|insert|update|upsert|save|build|new|assign|set|put|merge|change|cast|persist|store|fill|write|add|patch|data|values|defaults|attributes)\w*)|(?:find|where|select|filter|get|order|group|having|pluck|first|exists|count|only|exclude|aggregate|distinct|include|return|fetch|load|by|sort|annotate|match|not)\w*)[!?]?(?=\s*[(:{=[]|\s)/gi;

/** Whether code sets the value or reads it, as far as its line and the call around it say. */
export function accessIn({ before, after, leading }: Context, word: string, spelling: string): Access {
  const lead = word.slice(0, Math.max(0, word.indexOf(spelling))).toLowerCase();
  if (/^(?:set|with|update|change)_?$/.test(lead)) return 'write';
  if (lead !== '' && !/^m?_$/.test(lead)) return 'read';
  if (/(?:\.|->|::|@)\s*$/.test(before)) return /^\s*(?:=(?![=>~])|\+=|\|\|=|\?\?=)/.test(after) ? 'write' : 'read';
  const last = [...leading.matchAll(CALLS)].at(-1);
  return last === undefined ? 'unknown' : last.groups?.['write'] === undefined ? 'read' : 'write';
}

/** What a name is taken from: `user` in `user.full_name`; null when it stands on its own. */
export function receiverIn({ before }: Context): string | null {
  return /([\p{L}_][\p{L}\p{N}_]*)(?:\([^()]*\)|\[[^\]]*\])?[?!]?(?:\.|->|::)\s*$/u.exec(before)?.[1] ?? null;
}

/** Whether the name is a variable of its own where attributes have something before them: `fullName)`, not `{ fullName }`. */
export function isVariable({ path, before, after }: Context): boolean {
  if (!/\.(?:go|[cm]?[jt]sx?|py|php|rs|exs?|vue|svelte)$/.test(path)) return false;
  if (/["'`:.>@]$/.test(before) || /^["'`]?\s*[:=]/.test(after)) return false;
  return !(/[{,]\s*$/.test(before) && /^\s*[,}]/.test(after) && /\{[^}]*$/.test(before));
}

/** Receivers that say nothing of whose attribute it is. */
export const saysNothing = (receiver: string): boolean =>
  receiver.length <= 2 ||
  /^(?:this|self|cls|row|record|obj|object|entity|model|instance|data|attrs|params|item|input|body|args|props|values|result|json|schema|table|fields|columns|req|res|ctx|dto|form)$/i.test(
    receiver,
  );

/** Whether a table's name stands where a model says which table is its own. */
export const mapsRelation = ({ before }: Context): boolean =>
  /(?:table(?:_?name)?|@@map|schema|entity|collection|define|source)\w*["']?\s*[(:=]?\s*(?:\{?\s*name\s*[:=]\s*)?[("'`:]+$/i.test(
    before,
  );

/** Whether a bare name of a table stands where code names tables. */
export const namesRelation = ({ before }: Context): boolean =>
  /(?:\b(?:db|knex|trx|sql|conn|connection)|from|join|into|relation|has_many|has_one|belongs_to|references)\w*["']?\s*[(:={]*\s*[\w.]*[("'`:]*$/i.test(
    before,
  );

/** Migrations that have run, and the schema that tools write from them. */
export const isHistory = (path: string): boolean =>
  /(?:^|\/)(?:db\/migrate|migrations?|migrate|alembic\/versions|flyway|liquibase|changelogs?)\/|(?:^|\/)(?:structure\.sql|schema\.rb)$/i.test(
    path,
  );

import { beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../../src/notes/stack-code.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { FoundModel } from '../../src/stacks/stack.ts';
import { stackNamed } from '../../src/stacks/use.ts';
import type { CodeModel, ModelColumn } from '../../src/types.ts';
import { fixture } from '../notes/fixture.ts';
import { repoOf } from './repositories.ts';

// What the stacks must say whose code no test runs, since their languages are not there.
beforeAll(loadSql);

const column = (name: string, changes: Partial<ModelColumn> = {}): ModelColumn => ({
  name,
  value: name,
  called: name,
  type: 'text',
  default: null,
  reads: true,
  writes: true,
  readsNull: false,
  writesNull: false,
  ...changes,
});

const id = column('id', { type: 'bigint', default: 'identity' });

/** Two columns of one value: read from the first that has one. */
const both = (value: string, old: string, type = 'text', oldMayBeNull = false): ModelColumn[] => [
  column(value, { type, readsNull: true }),
  column(old, { value, called: old, type, readsNull: oldMayBeNull }),
];

/** What a stack writes of a model: its parts, one after the other. */
function written(name: string, changes: Partial<CodeModel>, found: FoundModel | null = null): string {
  const stack = stackNamed(name);
  const [today] = fixture().code;
  if (stack === null || today === undefined) throw new Error('no stack, or no code');
  const model: CodeModel = { table: 'codes', mayBeView: false, key: id, columns: [], expects: [], ...changes };
  const plan = fixture({
    target: { schema: 'public', name: model.table ?? '', columns: [] },
    code: [{ ...today, model }],
  });
  const code = codeIn(plan, { stack, because: 'it was asked for', own: false, find: () => found });
  return (code?.today.snippets ?? []).map(({ text }) => text).join('\n');
}

describe('gorm', () => {
  it('reads by the column of the key, whatever its type', () => {
    const [plain, quoted] = [column('id', { type: 'uuid' }), column('orderId')].map((key) =>
      written('gorm', { key, columns: [column('label')] }),
    );
    expect(plain).toContain('.First(&row, "id = ?", id).Error');
    expect(quoted).toContain('.First(&row, `"orderId" = ?`, orderId).Error');
  });

  it('sends nothing for a key that the database makes', () => {
    const [uuid, other, counted, none] = ['gen_random_uuid()', "make_code('a;b')", 'identity', null].map((made) =>
      written('gorm', { key: column('id', { default: made }) }),
    );
    expect(uuid).toContain('`gorm:"column:id;primaryKey;default:gen_random_uuid()"`');
    expect(other).toContain('`gorm:"column:id;primaryKey;default:(-)"`');
    expect(counted).toContain('`gorm:"column:id;primaryKey"`');
    expect(none).toContain('`gorm:"column:id;primaryKey"`');
  });

  it('gives a field that may be nil the address of a value that may not', () => {
    const text = written('gorm', { columns: [column('email', { readsNull: true })] });
    expect(text).toMatch(/^\tEmail \*string /m);
    expect(text).toContain('email string) (Code, error) {\n\trow := Code{Email: &email}');
  });

  it('falls back to a value of the type that the field has', () => {
    const [plain, pointers, bytes] = [
      both('handle', 'nick'),
      both('handle', 'nick', 'text', true),
      both('seal', 'stamp', 'bytea'),
    ].map((columns) => written('gorm', { columns }));
    expect(plain).toContain('row.Handle = &row.Nick\n');
    expect(pointers).toContain('row.Handle = row.Nick\n');
    expect(bytes).toContain('row.Seal = row.Stamp\n');
  });
});

describe('pgx', () => {
  const expects = [{ code: '23505', constraint: 'codes_label_key' }];

  it('gives what it returns a name of its own beside a key that the program gives', () => {
    const text = written('pgx', { key: column('code'), columns: [column('label')], expects });
    expect(text).toContain('code string, label string) (created string, err error) {');
    expect(text).toContain('.Scan(&created)');
    expect(text).toContain('return created, ErrRefused');
    expect(text).toContain('return created, err\n');
  });

  it('returns a value of the type of the key where a row is refused', () => {
    const text = written('pgx', { key: column('at', { type: 'date' }), columns: [column('label')], expects });
    expect(text).toContain('(created time.Time, err error)');
    expect(text).not.toContain('return 0');
  });
});

describe('ecto', () => {
  it.each([
    ['a sequence', column('order_id', { type: 'integer', default: 'identity' }), ':order_id, :id, autogenerate: true'],
    ['a uuid', column('id', { type: 'uuid', default: 'gen_random_uuid()' }), ':id, Ecto.UUID, autogenerate: true'],
    [
      'a default of a text',
      column('code', { default: 'make_code()' }),
      ':code, :string, autogenerate: false, read_after_writes: true',
    ],
    ['the program', column('code'), ':code, :string, autogenerate: false'],
  ])('takes a key from %s', (_, key, says) => {
    expect(written('ecto', { key, columns: [column('label')] })).toContain(`@primary_key {${says}}\n`);
  });

  it('has the fields of a schema as they are, reserved elsewhere or not', () => {
    const schema =
      'defmodule Shop.Code do\n  schema "codes" do\n    field :type, :string, default: "a"\n    field :sort, :string, source: :kind\n  end\nend\n';
    const found = stackNamed('ecto')?.find(repoOf({ 'lib/code.ex': schema }), { schema: 'public', name: 'codes' });
    expect(Object.fromEntries(found?.fields ?? [])).toEqual({ type: 'type', kind: 'sort' });
    expect(written('ecto', { columns: [column('type')] }, found)).toContain('field :type, :string\n');
  });

  it('binds the row once, however many values have two columns', () => {
    const text = written('ecto', { columns: [...both('a', 'b'), ...both('c', 'd')] });
    expect(text).toContain(
      '  %{row | a: if(is_nil(row.a), do: row.b, else: row.a), c: if(is_nil(row.c), do: row.d, else: row.c)}\nend',
    );
    expect(text.split('%{row |')).toHaveLength(2);
  });
});

describe('eloquent', () => {
  it.each([
    ['type', 'type'],
    ['key', 'key'],
    ['full_name', 'fullName'],
    ['Full_name', 'fullName'],
    ['fullName', 'fullName'],
    ['2 x', 'value2X'],
  ])('keeps the name %s by the accessor that Laravel looks for, %s', (called, accessor) => {
    const text = written('eloquent', { columns: [column('kind', { called })] });
    expect(text).toContain(`    protected function ${accessor}(): Attribute\n`);
  });
});

describe('go', () => {
  const columns = ['values', 'db', 'ctx', 'err', 'rows', 'errors', 'created', 'row', 'time'].map((name) =>
    column(name),
  );

  it.each(['gorm', 'pgx'])('calls no parameter what %s has a name for', (name) => {
    const text = written(name, { columns });
    const parameters = [...text.matchAll(/^func \w+\((.*?)\) (?:error|\()/gm)].flatMap(([, all = '']) =>
      all.split(', ').map((each) => each.split(' ')[0] ?? ''),
    );
    expect(parameters).toEqual(expect.arrayContaining(['valuesValue', 'errorsValue', 'createdValue', 'timeValue']));
    for (const taken of ['values', 'rows', 'err', 'errors', 'created', 'row', 'time'])
      expect(parameters).not.toContain(taken);
  });

  it.each(['gorm', 'pgx'])('takes no name in %s for a keyword that begins with a capital', (name) => {
    const text = written(name, { table: 'sessions', columns: [column('type')] });
    expect(text).toContain('type Session struct {');
    expect(text).toMatch(/^\tType +string /m);
  });

  it('has the fields of a struct in GORM that have no tag', () => {
    const struct =
      'type Code struct {\n\tID int64\n\tHTTPPort int32\n\tSort string `gorm:"column:type"`\n\tOwnerID *int64 `json:"owner"`\n}\n';
    const files = {
      'go.mod': 'require gorm.io/gorm v1',
      'code.go': `package shop\n\nimport "gorm.io/gorm"\n\n${struct}`,
    };
    const found = stackNamed('gorm')?.find(repoOf(files), { schema: 'public', name: 'codes' });
    expect(Object.fromEntries(found?.fields ?? [])).toEqual({
      id: 'ID',
      http_port: 'HTTPPort',
      type: 'Sort',
      owner_id: 'OwnerID',
    });
  });
});

it.each([
  ['prisma', 'model Session {'],
  ['sqlalchemy', 'class Session('],
  ['ecto', 'defmodule Session do'],
  ['eloquent', 'class Session extends Model'],
  ['jpa', 'public class Session {'],
])('in %s a table called sessions is the model Session', (name, says) => {
  expect(written(name, { table: 'sessions', columns: [column('label')] })).toContain(says);
});

describe('jpa', () => {
  it('calls no parameter what the snippet has a name for, and keeps the names of fields that are no keyword', () => {
    const text = written('jpa', {
      key: column('row'),
      columns: ['em', 'error', 'type', 'class'].map((name) => column(name)),
    });
    expect(text).toContain(
      'create(EntityManager em, String rowValue, String emValue, String errorValue, String typeValue, String classValue)',
    );
    expect(text).toContain('read(EntityManager em, String rowValue) {\n    return em.find(Code.class, rowValue);');
    expect(text).toContain('private String type;');
    expect(text).toContain('row.setType(typeValue);');
    expect(text).toContain('private String classValue;');
  });

  it('has the fields of an entity that name no column', () => {
    const entity = `@Entity
@Table(name = "codes")
public class Code {
  private static final long serialVersionUID = 1L;
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;
  @Column(nullable = false)
  private String fullName;
  @Column(columnDefinition = "varchar(20)", name = "type")
  private String sort;
  private Map<String, Object> extraData = new HashMap<>();
  @ManyToOne
  @JoinColumn(name = "owner_id")
  private User owner;
  public String getFullName() { return fullName; }
}
`;
    const kotlin = `@Entity
@Table(name = "users")
class User(
  @Id val id: Long,
  @Column(name = "full_name") var name: String,
  var nickName: String? = null,
)
`;
    const files = { 'pom.xml': 'hibernate', 'src/Code.java': entity, 'src/User.kt': kotlin };
    const fields = (name: string): object =>
      Object.fromEntries(stackNamed('jpa')?.find(repoOf(files), { schema: 'public', name })?.fields ?? []);
    expect(fields('codes')).toMatchObject({ id: 'id', full_name: 'fullName', type: 'sort', extra_data: 'extraData' });
    expect(fields('codes')).not.toHaveProperty('owner');
    expect(fields('codes')).not.toHaveProperty('sort');
    expect(fields('users')).toMatchObject({ full_name: 'name', nick_name: 'nickName' });
    expect(fields('users')).not.toHaveProperty('name');
  });

  it('says of what type a text is that PostgreSQL does not take for one', () => {
    const types = { data: 'jsonb', many: 'json[]', state: 'public."State"', name: 'character varying(20)' };
    const text = written('jpa', { columns: Object.entries(types).map(([name, type]) => column(name, { type })) });
    expect(text).toMatch(/@JdbcTypeCode\(SqlTypes\.JSON\) .*\n    private String data;/);
    expect(text).toContain('@ColumnTransformer(write = "?::json[]")\n    private String[] many;');
    expect(text).toContain('@ColumnTransformer(write = "?::public.\\"State\\"")\n    private String state;');
    expect(text).toContain('nullable = false)\n    private String name;');
  });

  it('sees a refusal that is wrapped, as Hibernate 5 does, and one that is not', () => {
    const text = written('jpa', { columns: [column('label')], expects: [{ code: '23505', constraint: 'codes_key' }] });
    expect(text).toContain('} catch (PersistenceException error) {');
    expect(text).toContain(
      'error.getCause() instanceof org.hibernate.exception.ConstraintViolationException ? error.getCause() : error;',
    );
    expect(text).toContain('if ("codes_key".equals(constraint)) return null;');
  });
});

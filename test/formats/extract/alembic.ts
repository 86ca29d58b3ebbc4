import { evaluated, type Extractor } from './extracted.ts';
import { installPython, load, python } from './python.ts';

// Where SQLAlchemy is installed it says itself what it makes of a text; else its two rules are followed.
const script = `
import contextlib, re
${load}
try:
    import sqlalchemy
    from sqlalchemy.dialects import postgresql
    def text(sql):
        compiled = sqlalchemy.text(sql).compile(dialect=postgresql.psycopg2.dialect())
        return str(compiled) % {}
except ImportError:
    def text(sql):
        if re.search(r'(?<![:\\w\\\\]):(\\w+)(?!:)', sql):
            raise Exception('a parameter in ' + sql)
        return re.sub(r'\\\\(:[\\w$]*)(?![:\\w$])', r'\\1', sql)
stand_in = types.ModuleType('sqlalchemy')
stand_in.text = text
state = {'into': [], 'auto': False, 'wrapped': set()}
@contextlib.contextmanager
def autocommit_block():
    state['auto'] = True
    yield
    state['auto'] = False
op = types.ModuleType('alembic.op')
def execute(sql):
    state['into'].append(sql)
    state['wrapped'].add(not state['auto'])
op.execute = execute
op.get_context = lambda: types.SimpleNamespace(autocommit_block=autocommit_block)
alembic = types.ModuleType('alembic')
alembic.op = op
sys.modules.update({'alembic': alembic, 'alembic.op': op, 'sqlalchemy': stand_in})
found = []
for path in sys.argv[1:]:
    module = load(path)
    up, down = [], []
    state.update(into=up, wrapped=set())
    module.upgrade()
    wrapped = set(state['wrapped'])
    state.update(into=down)
    module.downgrade()
    found.append({'up': up, 'down': down, 'transaction': wrapped != {False}})
print(json.dumps(found))
`;

/** Loaded by Python. */
export const extractor: Extractor = {
  missing: python === null ? installPython : null,
  extract: async (files) => evaluated(files, python ?? 'python3', ['-c', script]),
};

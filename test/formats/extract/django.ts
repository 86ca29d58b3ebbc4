import { evaluated, type Extractor } from './extracted.ts';
import { installPython, load, python } from './python.ts';

const script = `
${load}
class RunSQL:
    noop = ''
    def __init__(self, sql, reverse_sql=None):
        self.sql, self.reverse_sql = sql, reverse_sql
class SeparateDatabaseAndState:
    def __init__(self, database_operations=None, state_operations=None):
        self.operations = database_operations
class Field:
    def __init__(self, **names):
        self.names = names
migrations = types.ModuleType('django.db.migrations')
migrations.RunSQL, migrations.SeparateDatabaseAndState = RunSQL, SeparateDatabaseAndState
migrations.Migration = type('Migration', (), {'atomic': True})
migrations.RenameField = migrations.RemoveField = migrations.AlterModelTable = Field
db = types.ModuleType('django.db')
db.migrations = migrations
sys.modules.update({'django': types.ModuleType('django'), 'django.db': db, 'django.db.migrations': migrations})
found = []
for path in sys.argv[1:]:
    migration = load(path).Migration
    operations = [each for one in migration.operations for each in getattr(one, 'operations', [one])]
    # An item of a list is sent as it is; a string would be one query.
    assert all(isinstance(one.sql, list) for one in operations)
    found.append({
        'up': [sql for one in operations for sql in one.sql],
        'down': [sql for one in operations for sql in (one.reverse_sql or [])],
        'transaction': migration.atomic,
    })
print(json.dumps(found))
`;

/** Loaded by Python; Django itself is not needed. */
export const extractor: Extractor = {
  missing: python === null ? installPython : null,
  extract: async (files) => evaluated(files, python ?? 'python3', ['-c', script]),
};

import { missingDebian, python } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const alembic = ({ run }: Project, ...args: readonly string[]): Promise<string> =>
  run(python, ['-m', 'alembic', ...args]);

// What `alembic init` writes, for one database.
const environment = `
from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=None)
    with context.begin_transaction():
        context.run_migrations()
`;

const first = (migration: string): string => `"""create parcels

Revision ID: 1a2b3c4d5e6f
Revises:
Create Date: 2025-01-01 00:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '1a2b3c4d5e6f'
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""${migration}""")


def downgrade():
    op.execute("DROP TABLE parcels")
`;

export const tool: Tool = {
  name: 'alembic',
  format: 'alembic',
  directory: 'alembic/versions',
  own: /\balembic_version\b/,
  missing: () => missingDebian('alembic python3-psycopg2', python, '-c', 'import alembic, psycopg2'),
  prepare({ write, url }, migration) {
    write(
      'alembic.ini',
      `[alembic]\nscript_location = alembic\nsqlalchemy.url = ${url.replace(/^postgres:/, 'postgresql:')}\n`,
    );
    write('alembic/env.py', environment);
    write('alembic/versions/1a2b3c4d5e6f_create_parcels.py', first(migration));
  },
  next: (project) => alembic(project, 'upgrade', '+1'),
  all: (project) => alembic(project, 'upgrade', 'head'),
  back: (project) => alembic(project, 'downgrade', '-1'),
};

import { missingDebian, namesIn, noted, python } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ run }: Project, ...args: readonly string[]): Promise<string> =>
  run(python, ['manage.py', 'migrate', 'shop', ...args]);

const pattern = /^\d{4}_.*\.py$/;
const applied = "SELECT name FROM django_migrations WHERE app = 'shop' ORDER BY id";

async function pending(project: Project): Promise<string[]> {
  const done = await noted(project, 'django_migrations', applied);
  const next = namesIn(project, 'shop/migrations', pattern).find((name) => !done.includes(name));
  return next === undefined ? [] : [next];
}

async function before(project: Project): Promise<string> {
  const done = await noted(project, 'django_migrations', applied);
  return done.at(-2) ?? 'zero';
}

const manage = `
import os
from django.core.management import execute_from_command_line
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
execute_from_command_line(sys.argv)
`;

const models = `
from django.db import models


class Parcel(models.Model):
    id = models.BigAutoField(primary_key=True)
    note = models.TextField(null=True, db_index=True)
    weight = models.IntegerField(null=True)

    class Meta:
        db_table = "parcels"
`;

const first = (migration: string): string => `
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL("""${migration}""", "DROP TABLE parcels")],
            state_operations=[
                migrations.CreateModel(
                    name="Parcel",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True)),
                        ("note", models.TextField(null=True, db_index=True)),
                        ("weight", models.IntegerField(null=True)),
                    ],
                    options={"db_table": "parcels"},
                ),
            ],
        ),
    ]
`;

export const tool: Tool = {
  name: 'django',
  format: 'django',
  directory: 'shop/migrations',
  own: /\bdjango_migrations/,
  missing: () => missingDebian('python3-django python3-psycopg2', python, '-c', 'import django, psycopg2'),
  prepare({ write, at }, migration) {
    const database = {
      ENGINE: 'django.db.backends.postgresql',
      NAME: at.database,
      USER: at.user,
      HOST: at.host,
      PORT: at.port,
    };
    write('manage.py', manage);
    write(
      'settings.py',
      `INSTALLED_APPS = ["shop"]\nSECRET_KEY = "none"\nDATABASES = ${JSON.stringify({ default: database })}\n`,
    );
    write('shop/__init__.py', '');
    write('shop/models.py', models);
    write('shop/migrations/__init__.py', '');
    write('shop/migrations/0001_initial.py', first(migration));
  },
  next: async (project) => migrate(project, ...(await pending(project))),
  all: (project) => migrate(project),
  back: async (project) => migrate(project, await before(project)),
};

#!/usr/bin/env bash
# Renames customer.first_name to given_name with Django.
#
#   DATABASE_URL='postgres://me@localhost/scratch' ./django.sh [SCHEMA.sql]
#
# Django migrates an app to the migration that is named: `manage.py migrate shop 0002`. So all three phases lie among the
# migrations from the first deploy on, and each deploy names how far it goes. They are SQL; when the models change, a
# migration of the state alone goes with them, as the notes of the plan show it, and makemigrations finds nothing to do.
# (A database for tests is made by all migrations of the repository. Where such tests run the code of every deploy, --staged
# keeps contract out until its time has come, as in dbmate.sh.)
#
# Django and psycopg (2 or 3) are those of PYTHON, by default python3.
set -euo pipefail
schema=$(realpath "${1:-$(dirname "$0")/schema.sql}")
source "$(dirname "$0")/lib.sh"
python() { "${PYTHON:-python3}" "$@"; }

# Some customers by the model; the argument is what the field is called in Python.
customers() {
  python manage.py shell --command "
from shop.models import Customer
print('  Customer.objects: First 7 is', Customer.objects.get($1='First 7').last_name, 'of', Customer.objects.exclude($1='').count())"
}

# --- What the team has: tables with rows, and Django models that were made from them ---

database_with "$schema"
cat >manage.py <<'PYTHON'
import os
import sys

from django.core.management import execute_from_command_line

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
execute_from_command_line(sys.argv)
PYTHON
cat >settings.py <<'PYTHON'
import os
from urllib.parse import parse_qsl, unquote, urlsplit

url = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": url.port or "",
        "OPTIONS": dict(parse_qsl(url.query)),
    }
}
INSTALLED_APPS = ["shop"]
SECRET_KEY = "of no use here"
USE_TZ = True
PYTHON
mkdir -p shop/migrations
touch shop/__init__.py shop/migrations/__init__.py
# The models as Django reads them from the tables, managed from now on; the tables are there, so the first migration is
# only noted.
python manage.py inspectdb country city address store customer | sed 's/managed = False/managed = True/' >shop/models.py
run python manage.py makemigrations shop
run python manage.py migrate shop --fake-initial
run python manage.py makemigrations --check
old_code
fails new_code

# --- Deploy 1 ---

deploy 'Deploy 1: the database learns the new name, the code stays as it is'
run plan rename customer.first_name given_name
note 'All phases lie there, each a migration that depends on the one before it:'
run python manage.py showmigrations shop
note 'Is the database ready for the code of deploy 2? No, and a pipeline that asks stops here.'
refused plan status --deploy 2

run python manage.py migrate shop 0002
note 'From now on what old code writes is in both columns. New code would not find the old rows yet.'
old_code
run python manage.py migrate shop 0003
old_code
note 'Contract is pending. It is what plan status has left to say:'
refused plan status

# --- Deploy 2 ---

deploy 'Deploy 2: the code uses given_name, instance by instance; the database stays as it is'
note 'Now the database is ready for it.'
run plan status --deploy 2
note 'The field may keep its name in Python for now, only its column changes. In shop/models.py:'
run sed -i.bak '/^class Customer(/,/^class /s/first_name = models.TextField()/first_name = models.TextField(db_column="given_name")/' shop/models.py
note 'With it goes a migration that tells Django so, and does nothing to the database:'
cat >shop/migrations/0005_customer_given_name_column.py <<'PYTHON'
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0004_contract_customer_first_name")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("customer", "first_name", models.TextField(db_column="given_name")),
            ],
        ),
    ]
PYTHON
run python manage.py makemigrations --check
customers first_name
note 'While it rolls out, old and new instances run side by side; a roll-back is a deploy of the old code.'
old_code
new_code
old_code

# --- Deploy 3 ---

deploy 'Deploy 3: no old instance is left; the old column goes'
run python manage.py migrate shop 0005
run plan status

deploy 'Later, with any deploy of code: the field gets the name of its column'
run sed -i.bak 's/first_name = models.TextField(db_column="given_name")/given_name = models.TextField()/' shop/models.py
cat >shop/migrations/0006_customer_given_name.py <<'PYTHON'
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shop", "0005_customer_given_name_column")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameField("customer", "first_name", "given_name"),
                migrations.AlterField("customer", "given_name", models.TextField()),
            ],
        ),
    ]
PYTHON
run python manage.py makemigrations --check
run python manage.py migrate shop
customers given_name

compare

"""Says what makemigrations would write once a migration of the state alone is there: cases as JSON on stdin, answers on stdout."""
import json
import sys

import django
from django.conf import settings

settings.configure(INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
django.setup()

from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps


def state_of(text):
    """The state of the models in a text of models.py, which may be empty."""
    state = ProjectState()
    with isolate_apps():
        names = {"__name__": "app.models"}
        exec(compile(text.replace("class Meta:", 'class Meta:\n        app_label = "app"'), "models.py", "exec"), names)
        for value in list(names.values()):
            if isinstance(value, type) and issubclass(value, models.Model):
                state.add_model(ModelState.from_model(value))
    return state


def left(before, migration, after):
    """The operations that makemigrations would write after the migration."""
    state = state_of(before)
    if migration is not None:
        names = {}
        exec(compile(migration, "migration.py", "exec"), names)
        state = names["Migration"]("a_name", "app").mutate_state(state)
    found = MigrationAutodetector(state, state_of(after))._detect_changes()
    return [str(operation) for migrations in found.values() for each in migrations for operation in each.operations]


json.dump([left(**each) for each in json.load(sys.stdin)], sys.stdout)

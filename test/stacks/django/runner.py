"""Runs the snippets of one version: each line of stdin is a question, each line of stdout its answer."""
import importlib
import json
import os
import pathlib
import sys
from urllib.parse import urlparse

folder = pathlib.Path(sys.argv[1])
view = json.loads((folder / "view.json").read_text())
app = folder / "app"
app.mkdir()
(app / "__init__.py").write_text("")
texts = [path.read_text() for path in sorted(folder.glob("*.python"))]
(app / "models.py").write_text(texts[0])
(app / "queries.py").write_text(texts[-1])
sys.path.insert(0, str(folder))

import django
from django.conf import settings

url = urlparse(os.environ["DATABASE_URL"])
settings.configure(
    INSTALLED_APPS=["app"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:],
            "USER": url.username,
            "HOST": url.hostname,
            "PORT": url.port,
            "CONN_MAX_AGE": None,
        }
    },
)
django.setup()
queries = importlib.import_module("app.queries")
for text in texts[1:-1]:
    exec(compile(text, "migration.py", "exec"), {})


def fields(key):
    row = queries.read(key)
    return {field: getattr(row, field) for field in view["fields"]}


def answer(question):
    row = queries.create(*question["create"])
    if row is None:
        return {"key": None}
    result = {"key": str(row.pk), "created": fields(row.pk)}
    if hasattr(queries, "update"):
        queries.update(row.pk, *question["update"])
        result["updated"] = fields(row.pk)
    result["others"] = [fields(key) for key in question["read"]]
    return result


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {"error": repr(error)}
    print(json.dumps(said, default=str), flush=True)

"""Runs the snippets of one version: each line of stdin is a question, each line of stdout its answer."""
import json
import os
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
view = json.loads((folder / "view.json").read_text())
for path, name in zip(sorted(folder.glob("*.python")), ["models", "queries"]):
    (folder / f"{name}.py").write_text(path.read_text())
sys.path.insert(0, str(folder))

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

import queries

engine = create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://"))


def fields(key):
    with Session(engine) as session:
        row = queries.read(session, key)
        return {field: getattr(row, field) for field in view["fields"]}


def answer(question):
    with Session(engine) as session:
        row = queries.create(session, *question["create"])
        if row is None:
            return {"key": None}
        key = getattr(row, view["key"])
    result = {"key": str(key), "created": fields(key)}
    if hasattr(queries, "update"):
        with Session(engine) as session:
            queries.update(session, key, *question["update"])
        result["updated"] = fields(key)
    result["others"] = [fields(other) for other in question["read"]]
    return result


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except Exception as error:
        said = {"error": repr(error)}
    print(json.dumps(said, default=str), flush=True)

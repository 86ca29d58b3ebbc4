import { dirname } from 'node:path';
import type { Finding, OutputFile, Phase, Plan } from '../types.ts';
import type { Repo } from './format.ts';

/** Where the app's models are. */
interface App {
  readonly app: string;
  readonly directory: string;
  readonly repo: Repo;
}

interface Part {
  readonly phase: Phase;
  readonly number: number;
}

/**
 * What contract means for the state that Django keeps of the models, as Python, where the model and the field are known: the
 * table is named after the app and a model of models.py, which has the field. Empty otherwise.
 */
export function stateOperations({ phase, number }: Part, plan: Plan, app: App): string[] {
  if (phase.name !== 'contract' || number > 1 || (plan.parts?.length ?? 0) > 0) return [];
  const model = modelOf(plan, app);
  if (model === null) return [];
  const { change, target } = plan;
  if (change.kind === 'rename' && target.newName === undefined)
    return target.columns.flatMap((column) => renamed(model, column));
  if (change.kind === 'rename' && target.newName !== undefined)
    return [`migrations.AlterModelTable(name='${model.name}', table='${target.newName}'),`];
  if (change.kind !== 'drop') return [];
  const column = /\.([^.]+)$/.exec(typeof change['target'] === 'string' ? change['target'] : '')?.[1];
  return column !== undefined && model.fields.has(column)
    ? [`migrations.RemoveField(model_name='${model.name}', name='${column}'),`]
    : [];
}

function renamed({ name, fields }: Model, column: { readonly old: string; readonly new: string }): string[] {
  const plain = /^[a-z_][a-z0-9_]*$/;
  if (!(fields.has(column.old) || fields.has(column.new)) || !plain.test(column.old) || !plain.test(column.new))
    return [];
  return [`migrations.RenameField(model_name='${name}', old_name='${column.old}', new_name='${column.new}'),`];
}

interface Model {
  readonly name: string;
  readonly fields: ReadonlySet<string>;
}

function modelOf({ target }: Plan, { app, directory, repo }: App): Model | null {
  const text = repo.read(`${dirname(directory)}/models.py`) ?? '';
  for (const [, name = '', body = ''] of text.matchAll(/^class (\w+)\([^)]*\):\n((?:[ \t].*\n?|\n)*)/gm)) {
    const table = /\bdb_table\s*=\s*["']([^"']+)["']/.exec(body)?.[1] ?? `${app}_${name.toLowerCase()}`;
    if (table !== target.name || !/^\w+$/.test(table)) continue;
    // A field with a column of another name is not the one that the plan is about.
    const fields = [...body.matchAll(/^[ \t]+(\w+)\s*=\s*models\.(\w+)\((.*)$/gm)].filter(
      ([, , type = '', rest = '']) =>
        !/^(?:ForeignKey|OneToOneField|ManyToManyField)$/.test(type) && !rest.includes('db_column'),
    );
    return { name: name.toLowerCase(), fields: new Set(fields.map(([, field = '']) => field)) };
  }
  return null;
}

/** What is left to do by hand so that makemigrations finds no difference. */
export function djangoFindings(files: readonly OutputFile[], plan: Plan, app: App): Finding[] {
  const known = plan.phases.some((phase) => stateOperations({ phase, number: 1 }, plan, app).length > 0);
  if (files.length === 0 || plan.change.kind === 'drop-index') return [];
  const detail = known
    ? "The contract migration tells Django's state of the models what has changed (state_operations). Until it is in the repository makemigrations sees a difference to your models: do not let it write a migration of its own."
    : "These migrations are SQL, and Django's state of the models does not follow them. When your models change, run makemigrations, and move the operations that it writes into the state_operations of a migrations.SeparateDatabaseAndState, so that they run no SQL.";
  return [
    {
      id: 'django-state',
      level: known ? 'note' : 'warning',
      title: "Django's state of the models",
      detail,
      deploy: null,
    },
  ];
}

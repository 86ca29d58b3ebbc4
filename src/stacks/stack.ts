import type { Repo } from '../formats/format.ts';
import type { QualifiedName } from '../types.ts';
import type { View } from './view.ts';

export type { Repo } from '../formats/format.ts';

/** What the team's code calls a table. */
export interface FoundModel {
  readonly name: string;
  /** The file that declares it; null: the names are those that the stack would give. */
  readonly file: string | null;
  /** The field of each column that it declares. */
  readonly fields: ReadonlyMap<string, string>;
  /** What holds the model, where that has a name: a Django app, a package. */
  readonly place?: string;
}

/** A piece of code as it may stand in a file. */
export interface Snippet {
  /** What it is, as a heading: `The model`. */
  readonly what: string;
  /** Of the fence. */
  readonly language: string;
  readonly text: string;
  /** Shown though only its neighbours changed: a migration is of one deploy. */
  readonly once?: true;
}

/** One ORM or query layer. Its texts lie in templates/stacks/<name>/. */
export interface Stack {
  readonly name: string;
  readonly title: string;
  readonly url: string;
  /** Why the repository is taken to use it; null: it does not seem to. */
  detect(repo: Repo): string | null;
  /** The model of a table in the repository, null when there is none. */
  find(repo: Repo, table: QualifiedName): FoundModel | null;
  /** What a model and a field would be called where none was found. */
  readonly names: { readonly model: (table: string) => string; readonly field: (column: string) => string };
  /** Whether its code sees a column that nothing in it names, so that it is told to ignore it before it comes. */
  readonly seesAll: boolean;
  /** The format of the files that its own migration tool runs; null: it has no such tool. */
  readonly migrates: string | null;
  /** The code of one version; `before` is the version that it follows. Empty: nothing is written in this stack. */
  write(view: View, before: View | null): readonly Snippet[];
}

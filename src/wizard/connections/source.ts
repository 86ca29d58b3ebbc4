/** A database that was found, and where. */
export interface Found {
  readonly url: string;
  /** For people, behind the file's name: `DATABASE_URL`, `development`. */
  readonly entry: string;
}

/** Something that looks like a connection and cannot be read as data. */
export interface Skipped {
  readonly skipped: string;
}

export interface File {
  readonly path: string;
  readonly text: string;
}

/** The value of an environment variable, from the environment or from the .env files; undefined when nothing says it. */
export type Variable = (name: string) => string | undefined;

/** One place where teams write down how to reach their database. It is read, never run. */
export interface Source {
  readonly name: string;
  /** From the working directory or a folder above it, within the repository. */
  readonly files: readonly string[];
  read(file: File, variable: Variable): readonly (Found | Skipped)[];
}

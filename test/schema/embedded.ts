import { PGlite } from '@electric-sql/pglite';
import { shippedExtensions } from '../../src/schema/extensions.ts';
import { fill, readScript, type Script } from '../../src/schema/load.ts';
import { loadSql } from '../../src/sql/parse.ts';

/** One embedded PostgreSQL for many dumps: starting one takes seconds. */
export class Embedded {
  readonly database: PGlite;

  private constructor(database: PGlite) {
    this.database = database;
  }

  /** Has what any of the dumps needs. */
  static async for(dumps: readonly string[]): Promise<Embedded> {
    await loadSql();
    const scripts = dumps.map((text) => readScript({ file: 'schema.sql', text }));
    const needed = new Map(scripts.flatMap(({ needs }) => [...needs.extensions]));
    const all: Script['needs'] = { ...readScript({ file: '', text: '' }).needs, extensions: needed };
    const extensions = await shippedExtensions({ file: 'schema.sql', text: '' }, all);
    return new Embedded(await PGlite.create({ extensions }));
  }

  /** Empties the database and loads a dump. */
  async load(text: string): Promise<PGlite> {
    await this.database.exec(EMPTY);
    await fill(this.database, readScript({ file: 'schema.sql', text }));
    return this.database;
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

const EMPTY = `
  SET SESSION AUTHORIZATION postgres; RESET ROLE; SET client_min_messages = error;
  DO $$
  DECLARE found text;
  BEGIN
    FOR found IN SELECT quote_ident(pubname) FROM pg_publication LOOP EXECUTE 'DROP PUBLICATION ' || found; END LOOP;
    FOR found IN SELECT quote_ident(extname) FROM pg_extension WHERE extname <> 'plpgsql' LOOP
      EXECUTE 'DROP EXTENSION ' || found || ' CASCADE';
    END LOOP;
    FOR found IN SELECT quote_ident(fdwname) FROM pg_foreign_data_wrapper LOOP
      EXECUTE 'DROP FOREIGN DATA WRAPPER ' || found || ' CASCADE';
    END LOOP;
    FOR found IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE 'DROP SCHEMA ' || found || ' CASCADE';
    END LOOP;
    FOR found IN SELECT quote_ident(rolname) FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> 'postgres' LOOP
      EXECUTE 'DROP OWNED BY ' || found || ' CASCADE';
      EXECUTE 'DROP ROLE ' || found;
    END LOOP;
    DELETE FROM pg_default_acl;
    CREATE SCHEMA public;
    GRANT ALL ON SCHEMA public TO PUBLIC;
  END $$;
  ALTER DATABASE postgres RESET ALL;
  RESET ALL; SET search_path = public`;

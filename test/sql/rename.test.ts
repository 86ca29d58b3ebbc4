import { beforeAll, describe, expect, it } from 'vitest';
import { loadSql } from '../../src/sql/parse.ts';
import * as rename from '../../src/sql/rename/index.ts';

const users = { schema: 'public', name: 'users' };
const [from, to] = ['full_name', 'display_name'] as const;
const renames = new Map([[from, to]]);

beforeAll(loadSql);

describe('renameInIndex', () => {
  const options = { name: 'new_idx', concurrently: true, ifNotExists: true };
  it.each([
    [
      "CREATE UNIQUE INDEX i ON public.users USING btree (lower(full_name) DESC NULLS LAST, id) INCLUDE (full_name) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE (full_name IS NOT NULL)",
      "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON public.users ((lower(display_name)) DESC NULLS LAST, id) INCLUDE (display_name) NULLS NOT DISTINCT WITH (fillfactor='70') WHERE display_name IS NOT NULL",
    ],
    [
      'CREATE INDEX i ON ONLY public.users USING gin (full_name gin_trgm_ops)',
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON ONLY public.users USING gin (display_name gin_trgm_ops)',
    ],
    [
      'CREATE INDEX i ON public.users USING btree (full_name COLLATE "C" text_pattern_ops DESC)',
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON public.users (display_name COLLATE "C" text_pattern_ops DESC)',
    ],
    [
      "CREATE INDEX i ON public.users USING gin (to_tsvector('english'::regconfig, ((COALESCE(full_name, ''::text) || ' '::text) || email)))",
      "CREATE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON public.users USING gin ((to_tsvector(CAST('english' AS regconfig), ((COALESCE(display_name, ''::text)) || ' '::text) || email)))",
    ],
    [
      "CREATE INDEX i ON public.users USING gist (full_name public.gist_trgm_ops (siglen='64'))",
      "CREATE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON public.users USING gist (display_name public.gist_trgm_ops(siglen='64'))",
    ],
    [
      "CREATE INDEX i ON public.users USING btree (id) TABLESPACE fast WHERE ((full_name ~~ 'a%'::text) AND (NOT (email = ANY (ARRAY['a'::text, 'b'::text]))))",
      "CREATE INDEX CONCURRENTLY IF NOT EXISTS new_idx ON public.users (id) TABLESPACE fast WHERE display_name ~~ 'a%'::text AND NOT (email = ANY (ARRAY['a'::text, 'b'::text]))",
    ],
  ])('%s', (definition, expected) => {
    expect(rename.renameInIndex(definition, users, renames, options)).toBe(expected);
  });
});

describe('renameInConstraint', () => {
  it.each([
    ['CHECK ((char_length(full_name) > 0)) NOT VALID', 'own', 'CHECK (char_length(display_name) > 0) NOT VALID'],
    [
      "CHECK (((full_name)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))) NO INHERIT",
      'own',
      "CHECK (display_name::text = ANY (CAST(ARRAY['a'::varchar, 'b'::varchar] AS text[]))) NO INHERIT",
    ],
    [
      'FOREIGN KEY (full_name, id) REFERENCES public.names(full_name, id) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (full_name) DEFERRABLE INITIALLY DEFERRED',
      'own',
      'FOREIGN KEY (display_name, id) REFERENCES public.names (full_name, id) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL (display_name) DEFERRABLE INITIALLY DEFERRED',
    ],
    [
      'FOREIGN KEY (full_name) REFERENCES public.users(full_name) NOT VALID',
      'referenced',
      'FOREIGN KEY (full_name) REFERENCES public.users (display_name) NOT VALID',
    ],
    [
      'FOREIGN KEY (full_name) REFERENCES other.users(full_name)',
      'referenced',
      'FOREIGN KEY (full_name) REFERENCES other.users (full_name)',
    ],
    [
      'UNIQUE NULLS NOT DISTINCT (full_name, id) INCLUDE (full_name)',
      'own',
      'UNIQUE NULLS NOT DISTINCT (display_name, id) INCLUDE (display_name)',
    ],
    ["PRIMARY KEY (full_name) WITH (fillfactor='70')", 'own', "PRIMARY KEY (display_name) WITH (fillfactor='70')"],
    [
      "EXCLUDE USING gist (full_name WITH =, tsrange(a, b) WITH &&) WHERE ((full_name <> ''::text)) DEFERRABLE",
      'own',
      "EXCLUDE USING gist (display_name WITH OPERATOR(=), (tsrange(a, b)) WITH OPERATOR(&&)) WHERE (display_name <> ''::text) DEFERRABLE",
    ],
    ['NOT NULL full_name NOT VALID', 'own', 'NOT NULL display_name NOT VALID'],
    ['CHECK ((full_name > 1)) NOT ENFORCED', 'own', 'CHECK (display_name > 1) NOT ENFORCED'],
    [
      'EXCLUDE USING gist (full_name public.gist_text_ops WITH OPERATOR(public.=))',
      'own',
      'EXCLUDE USING gist (display_name public.gist_text_ops WITH OPERATOR(public.=))',
    ],
  ] as const)('%s', (definition, side, expected) => {
    expect(rename.renameInConstraint(definition, users, renames, side)).toBe(expected);
  });
});

describe('triggers, rules, statistics', () => {
  it('renames in a constraint trigger, keeping the old column in UPDATE OF', () => {
    const d = `CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF full_name, email ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.full_name IS DISTINCT FROM new.full_name)) EXECUTE FUNCTION public.f('full_name', 'a''b')`;
    expect(
      rename.renameInTrigger(d, users, renames, {
        alsoKeep: true,
        arguments: (a) => a.map((x) => (x === from ? to : x)),
      }),
    ).toBe(
      "CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE OF full_name, display_name, email ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ( old.full_name IS DISTINCT FROM new.full_name ) EXECUTE FUNCTION public.f ( 'display_name', 'a''b' )",
    );
  });
  it('renames in a statement trigger', () => {
    const d = `CREATE TRIGGER t BEFORE UPDATE OF full_name ON public.users REFERENCING OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION public.f()`;
    expect(rename.renameInTrigger(d, users, renames, { name: 'zz' })).toBe(
      'CREATE TRIGGER zz BEFORE UPDATE OF display_name ON public.users REFERENCING OLD TABLE AS o FOR EACH STATEMENT EXECUTE FUNCTION public.f ()',
    );
  });
  it('renames in statistics', () => {
    const d = `CREATE STATISTICS public.st (ndistinct, mcv) ON full_name, lower(full_name), id FROM public.users`;
    expect(rename.renameInStatistics(d, users, renames, { name: 'new_st' })).toBe(
      'CREATE STATISTICS public.new_st (ndistinct, mcv) ON display_name, (lower(display_name)), id FROM public.users',
    );
  });
  it('renames in a rule', () => {
    const d = `CREATE RULE r AS ON UPDATE TO public.users WHERE (old.full_name <> new.full_name) DO ALSO INSERT INTO public.log (id, full_name) VALUES (old.id, new.full_name)`;
    expect(rename.renameInRule(d, users, renames)).toBe(
      'CREATE RULE r AS ON UPDATE TO public.users WHERE old.display_name <> new.display_name DO INSERT INTO public.log (id, full_name) VALUES (old.id, new.display_name)',
    );
  });
});

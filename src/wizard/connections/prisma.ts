import type { Source } from './source.ts';
import { postgresUrl } from './url.ts';

/** Prisma: the `url` of the datasource, a string or env("NAME"). */
export const prisma: Source = {
  name: 'prisma',
  files: ['prisma/schema.prisma', 'schema.prisma'],
  read({ text }, variable) {
    const [, block] = /^\s*datasource\s+\w+\s*\{([^}]*)\}/m.exec(text) ?? [];
    if (block === undefined || !/provider\s*=\s*"(postgresql|postgres|cockroachdb)"/.test(block)) return [];
    const [, literal, name] = /^\s*url\s*=\s*(?:"([^"]*)"|env\("(\w+)"\))/m.exec(block) ?? [];
    if (literal === undefined && name === undefined) return [];
    const value = literal ?? variable(name ?? '');
    if (value === undefined) return [{ skipped: `${name ?? ''} is set nowhere` }];
    const url = postgresUrl(value);
    return url === null
      ? [{ skipped: 'its url is not one of PostgreSQL' }]
      : [{ url, entry: name === undefined ? 'url' : `env("${name}")` }];
  },
};

import type { Source } from './source.ts';
import { postgresUrl } from './url.ts';

/** Alembic (SQLAlchemy): sqlalchemy.url in alembic.ini. */
export const alembic: Source = {
  name: 'alembic',
  files: ['alembic.ini'],
  read({ text }) {
    const [, value] = /^\s*sqlalchemy\.url\s*[=:]\s*(\S.*?)\s*$/m.exec(text) ?? [];
    if (value === undefined || value.startsWith('driver://')) return [];
    if (/%\(\w+\)s/.test(value)) return [{ skipped: 'its sqlalchemy.url is put together by code' }];
    const url = postgresUrl(value.replaceAll('%%', '%'));
    return url === null ? [] : [{ url, entry: 'sqlalchemy.url' }];
  },
};

import { parseEnv } from 'node:util';
import type { Source } from './source.ts';
import { urlOf } from './url.ts';

/** Laravel: DB_CONNECTION=pgsql and what goes with it, in .env. */
export const laravel: Source = {
  name: 'laravel',
  files: ['.env'],
  read({ text }) {
    const own = parseEnv(text);
    if (own['DB_CONNECTION'] !== 'pgsql') return [];
    const url = urlOf({
      host: own['DB_HOST'],
      port: own['DB_PORT'],
      user: own['DB_USERNAME'],
      password: own['DB_PASSWORD'],
      database: own['DB_DATABASE'],
      sslmode: own['DB_SSLMODE'],
    });
    return [{ url, entry: 'DB_CONNECTION' }];
  },
};

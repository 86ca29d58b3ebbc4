import type { Found, Source } from './source.ts';
import { postgresUrl, urlOf } from './url.ts';

interface Entry {
  readonly dialect?: unknown;
  readonly use_env_variable?: unknown;
  readonly [key: string]: unknown;
}

/** Sequelize CLI: config/config.json, one entry an environment. */
export const sequelize: Source = {
  name: 'sequelize',
  files: ['config/config.json'],
  read({ text }, variable) {
    return Object.entries(entries(text)).flatMap(([name, entry]): Found[] => {
      if (entry.dialect !== 'postgres' && typeof entry.use_env_variable !== 'string') return [];
      const said = (key: string): string | undefined => {
        const value = entry[key];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
      };
      const named = said('use_env_variable');
      const url =
        named === undefined
          ? urlOf({
              host: said('host'),
              port: said('port'),
              user: said('username'),
              password: said('password'),
              database: said('database'),
            })
          : postgresUrl(variable(named) ?? '');
      return url === null ? [] : [{ url, entry: name }];
    });
  },
};

function entries(text: string): Readonly<Record<string, Entry>> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (Object.fromEntries(
          Object.entries(parsed).filter(([, value]) => typeof value === 'object' && value !== null),
        ) as Record<string, Entry>)
      : {};
  } catch {
    return {};
  }
}

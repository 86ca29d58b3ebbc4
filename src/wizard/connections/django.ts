import { plainValue } from './placeholders.ts';
import type { Source } from './source.ts';
import { postgresUrl, urlOf } from './url.ts';

/** Django: DATABASES in the settings, as long as it holds only strings and environment variables. */
export const django: Source = {
  name: 'django',
  files: ['settings.py', '*/settings.py', '*/settings/base.py', '*/settings/local.py', '*/settings/dev.py'],
  read({ text }, variable) {
    const code = text.replace(/^\s*#.*$/gm, '');
    const start = /^DATABASES\s*=/m.exec(code);
    if (start === null) return [];
    const rest = code.slice(start.index);
    const [, block] = /["']default["']\s*:\s*\{([^{}]*)/.exec(rest) ?? [];
    if (block === undefined) {
      const [, called] =
        /["']default["']\s*:\s*(?:dj_database_url\.(?:config|parse)|env\.db)\(([^)]*)/.exec(rest) ?? [];
      const url = called === undefined ? null : postgresUrl(variable('DATABASE_URL') ?? '');
      return url === null
        ? [{ skipped: 'DATABASES is computed, and code is not run' }]
        : [{ url, entry: 'DATABASE_URL' }];
    }
    if (!/["']ENGINE["']\s*:\s*["'][\w.]*postg/.test(block)) return [];
    const said = (key: string): string | null | undefined => {
      const found = new RegExp(`["']${key}["']\\s*:\\s*`).exec(block);
      return found === null ? undefined : plainValue(block.slice(found.index + found[0].length), variable);
    };
    const [database, user, password, host, port] = ['NAME', 'USER', 'PASSWORD', 'HOST', 'PORT'].map(said);
    if ([database, user, host, port].includes(null))
      return [{ skipped: 'DATABASES is computed, or its variables are set nowhere' }];
    return [
      {
        url: urlOf({
          database: database ?? '',
          user: user ?? undefined,
          password: password ?? undefined,
          host: host ?? undefined,
          port: port ?? undefined,
        }),
        entry: "DATABASES['default']",
      },
    ];
  },
};

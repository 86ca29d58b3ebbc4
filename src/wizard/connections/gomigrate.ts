import { filled } from './placeholders.ts';
import type { Found, Source } from './source.ts';
import { postgresUrl } from './url.ts';
import { flatYaml } from './yaml.ts';

/** gomigrate: whatever in .gomigrate.yml is a URL of PostgreSQL. */
export const gomigrate: Source = {
  name: 'gomigrate',
  files: ['.gomigrate.yml', '.gomigrate.yaml'],
  read: ({ text }, variable) =>
    [...flatYaml(text)].flatMap(([path, value]): Found[] => {
      const url = postgresUrl(filled(value, variable) ?? '');
      return url === null ? [] : [{ url, entry: path }];
    }),
};

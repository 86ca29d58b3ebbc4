import { filled } from './placeholders.ts';
import type { Source } from './source.ts';
import { postgresUrl } from './url.ts';
import { flatYaml } from './yaml.ts';

const FOLDERS = ['src/main/resources/', 'config/', ''];
const NAMES = ['application-dev.properties', 'application.properties', 'application-dev.yml', 'application.yml'];

/** Spring Boot: spring.datasource in its properties or YAML; placeholders from the environment or their defaults. */
export const spring: Source = {
  name: 'spring',
  files: FOLDERS.flatMap((folder) => NAMES.map((name) => folder + name)),
  read({ path, text }, variable) {
    const values = path.endsWith('.yml') ? flatYaml(text) : properties(text);
    const get = (key: string): string | null | undefined => {
      const value = values.get(`spring.datasource.${key}`);
      return value === undefined ? undefined : filled(value, variable);
    };
    const [url, user, password] = [get('url'), get('username'), get('password')];
    if (url === undefined || user === null || url === null)
      return url === undefined ? [] : [{ skipped: 'a variable of spring.datasource is set nowhere' }];
    const found = postgresUrl(url);
    if (found === null) return [];
    const parsed = new URL(found);
    if (user !== undefined && parsed.username === '') parsed.username = encodeURIComponent(user);
    if (typeof password === 'string' && parsed.password === '') parsed.password = encodeURIComponent(password);
    return [{ url: parsed.href, entry: 'spring.datasource.url' }];
  },
};

function properties(text: string): ReadonlyMap<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*[#!]/.test(line));
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, key, value] = /^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
}

import type { Found, Skipped, Source, Variable } from './source.ts';
import { postgresUrl, urlOf } from './url.ts';
import { flatYaml } from './yaml.ts';

const ENVIRONMENTS = ['development', 'production', 'staging'];
const KEYS = ['host', 'port', 'username', 'password', 'database', 'sslmode', 'url'];

/** Rails: config/database.yml; of its ERB only ENV is understood. */
export const rails: Source = {
  name: 'rails',
  files: ['config/database.yml'],
  read({ text }, variable) {
    const yaml = flatYaml(text);
    return ENVIRONMENTS.flatMap((name) => [name, `${name}.primary`].flatMap((path) => database(path, yaml, variable)));
  },
};

function database(path: string, yaml: ReadonlyMap<string, string>, variable: Variable): (Found | Skipped)[] {
  const said = KEYS.map((key) => [key, yaml.get(`${path}.${key}`)] as const);
  const adapter = yaml.get(`${path}.adapter`);
  if (adapter !== undefined && !adapter.startsWith('postg')) return [];
  if (said.every(([, value]) => value === undefined)) return [];
  const values = new Map(said.map(([key, value]) => [key, value === undefined ? undefined : erb(value, variable)]));
  if ([...values.values()].includes(null))
    return path === 'development' ? [{ skipped: `${path} is computed, or set nowhere` }] : [];
  const get = (key: string): string | undefined => values.get(key) ?? undefined;
  const url = get('url') === undefined ? null : postgresUrl(get('url') ?? '');
  if (url !== null) return [{ url, entry: path }];
  if (get('database') === undefined) return [];
  return [
    {
      url: urlOf({
        host: get('host'),
        port: get('port'),
        user: get('username'),
        password: get('password'),
        database: get('database'),
        sslmode: get('sslmode'),
      }),
      entry: path,
    },
  ];
}

/** `<%= ENV['X'] %>`, `<%= ENV.fetch("X", "default") %>` and `<%= ENV.fetch("X") { "default" } %>` filled in; null when anything else is there, or a variable is not. */
function erb(text: string, variable: Variable): string | null {
  let unknown = false;
  const full = text.replace(/<%=?(.*?)%>/g, (_, code: string) => {
    const [, name, otherwise] =
      /^\s*ENV(?:\.fetch\(|\[)\s*["'](\w+)["'](?:\s*,\s*["']?([^"')]*)["']?)?\s*[)\]](?:\s*\{\s*["']?([^"'}]*?)["']?\s*\})?\s*-?$/
        .exec(code)
        ?.filter((part, at) => at === 0 || part !== undefined) ?? [];
    const value = name === undefined ? undefined : (variable(name) ?? otherwise);
    unknown ||= value === undefined;
    return value ?? '';
  });
  return unknown ? null : full;
}

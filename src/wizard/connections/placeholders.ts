import type { Variable } from './source.ts';

/** `${NAME}`, `${NAME:default}` and `${NAME:-default}` filled in; null when one of them is not known. */
export function filled(text: string, variable: Variable): string | null {
  let missing = false;
  const full = text.replace(
    /\$\{(\w+(?:\.\w+)*)(?::-?([^}]*))?\}/g,
    (_, name: string, otherwise: string | undefined) => {
      const value = variable(name) ?? otherwise;
      missing ||= value === undefined;
      return value ?? '';
    },
  );
  return missing ? null : full;
}

/** What a program says of a value when it says it plainly: a string, or an environment variable; null for anything that would have to be run. */
export function plainValue(code: string, variable: Variable): string | null {
  const [, quoted] = /^\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)")/.exec(code)?.filter((part) => part !== undefined) ?? [];
  if (quoted !== undefined) return quoted;
  const name = [
    /^\s*process\.env\.(\w+)/,
    /^\s*process\.env\[['"](\w+)['"]\]/,
    /^\s*Deno\.env\.get\(['"](\w+)['"]\)/,
    /^\s*(?:os\.)?(?:environ\.get|environ|getenv)[[(]\s*['"](\w+)['"]/,
    /^\s*env(?:\.str)?\(\s*['"](\w+)['"]/,
  ]
    .map((pattern) => pattern.exec(code)?.[1])
    .find((found) => found !== undefined);
  if (name === undefined) return null;
  const [, otherwise] = /^[^\n]*?['"]\w+['"]\s*,\s*(?:default\s*=\s*)?['"]([^'"\n]*)['"]\s*\)/.exec(code) ?? [];
  return variable(name) ?? otherwise ?? null;
}

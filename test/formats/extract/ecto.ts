import type { Extractor } from './extracted.ts';

/** Elixir is not to be had for tests: its heredocs are read by their rules. What closes one says how deep its lines stand. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) =>
    files.map(({ path, content }) => {
      const [up = '', down = ''] = content.split(/^ {2}def down do$/m);
      const module = /^defmodule [\w.]+\.Migrations\.(\w+) do$/m.exec(content)?.[1];
      if (module === undefined) throw new Error(`${path} has no module`);
      return {
        path,
        up: executed(up),
        down: executed(down),
        transaction: !/^ {2}@disable_ddl_transaction true$/m.test(up),
      };
    }),
};

function executed(text: string): string[] {
  const lines = text.split('\n');
  const found: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, sigil, quotes = ''] = /^ {4}execute\((~S)?("""|''')$/.exec(lines[at] ?? '') ?? [];
    if (quotes === '') continue;
    const end = lines.findIndex((line, index) => index > at && line.trimStart().startsWith(quotes));
    const margin = (lines[end] ?? '').indexOf(quotes);
    if (lines[end]?.slice(margin) !== `${quotes})`) throw new Error(`what closes is not alone: ${String(lines[end])}`);
    const body = lines
      .slice(at + 1, end)
      .map((line) => line.replace(new RegExp(`^ {0,${String(margin)}}`), ''))
      .join('\n');
    found.push(sigil === undefined ? unescaped(body) : body);
    at = end;
  }
  return found;
}

function unescaped(text: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  if (/(?<!\\)(?:\\\\)*#\{/.test(text)) throw new Error(`an interpolation in ${text}`);
  return text.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter);
}

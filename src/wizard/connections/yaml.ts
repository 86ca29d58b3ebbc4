/**
 * The scalars of a YAML file by their paths (`development.host`), with anchors and `<<` taken along: as much of YAML as files of
 * settings use. What it does not know (lists, blocks of text) is left out.
 */
export function flatYaml(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const anchors = new Map<string, string>();
  const above: { indent: number; path: string }[] = [];
  for (const line of text.split('\n')) {
    const [, space = '', key, rest = ''] =
      /^( *)(["']?[\w.<-]+["']?)\s*:(?:\s+(.*))?$/.exec(line.replace(/\r$/, '')) ?? [];
    if (key === undefined) continue;
    while ((above.at(-1)?.indent ?? -1) >= space.length) above.pop();
    const path = [above.at(-1)?.path, key.replace(/^["']|["']$/g, '')].filter((part) => part !== undefined).join('.');
    const value = scalar(rest);
    if (key === '<<') merge(found, anchors.get(value.replace(/^\*/, '')), above.at(-1)?.path);
    else if (value === '' || value.startsWith('&')) {
      if (value !== '') anchors.set(value.slice(1).trim(), path);
      above.push({ indent: space.length, path });
    } else found.set(path, value);
  }
  return found;
}

function scalar(text: string): string {
  const [, double, single] = /^"((?:[^"\\]|\\.)*)"|^'((?:[^']|'')*)'/.exec(text.trim()) ?? [];
  if (double !== undefined) return double.replace(/\\(.)/g, '$1');
  if (single !== undefined) return single.replaceAll("''", "'");
  return text.replace(/(^|\s)#.*$/, '').trim();
}

/** What stands below one path stands below the other too, unless something else does already. */
function merge(found: Map<string, string>, from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined) return;
  const below = [...found].filter(([path]) => path.startsWith(`${from}.`));
  for (const [path, value] of below) {
    const copy = `${to}${path.slice(from.length)}`;
    if (!found.has(copy)) found.set(copy, value);
  }
}

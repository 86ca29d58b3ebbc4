import { kinds } from '../changes/index.ts';
import { formats } from '../formats/index.ts';
import { print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';

/** Prints the kinds of change or the formats, as lines or as one JSON document. */
export function runList(what: 'kinds' | 'formats', json: boolean): void {
  const rows =
    what === 'kinds'
      ? kinds.map(({ name, summary, checklist }) => ({ name, summary, checklist }))
      : formats.map(({ name, title, url, directory }) => ({
          name,
          title,
          directory: directory ?? 'said by the repository',
          url,
        }));
  print(json ? JSON.stringify({ [what]: rows }, null, 2) : rows.map(line).join('\n'));
}

function line(row: { readonly name: string; readonly [key: string]: string }): string {
  const { name, ...rest } = row;
  const [said = '', ...more] = Object.values(rest);
  return wrapped(`${said}${more.length === 0 ? '' : ` (${more.join(', ')})`}`, {
    first: `${name.padEnd(16)} `,
    indent: ' '.repeat(17),
  });
}

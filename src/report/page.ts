import type { Paint } from './paint.ts';
import { shown, wrapped } from './text.ts';

/** Where a link of a page of docs/ leads that `plan explain` prints too: to the page of a kind or of a concept. */
const PAGE = /^(?:\.\.\/(?:kinds|concepts)\/|)([a-z-]+)\.md$/;

/**
 * A page of docs/ for a terminal: text in 80 columns, tables as lists, links as the command that prints what they lead to.
 * Code stays as it is, so that it can be copied.
 */
export function pageText(markdown: string, paint: Paint): string {
  return blocksOf(markdown)
    .map((block) => blockText(block, paint))
    .join('\n\n');
}

/** The lines of a heading, a paragraph, a list, a table or a block of code. */
type Block = readonly string[];

function blocksOf(markdown: string): Block[] {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const starts = fence === undefined && open === undefined;
    if (fence === undefined && line.trim() === '') {
      open = undefined;
      continue;
    }
    if (starts) blocks.push((open = []));
    open?.push(line);
    const [marks] = /^`{3,}/.exec(line) ?? [];
    if (fence === undefined) fence = marks;
    else if (marks === fence) fence = undefined;
  }
  return blocks;
}

function blockText(block: Block, paint: Paint): string {
  const [first = ''] = block;
  const [, marks = '', title = ''] = /^(#{1,6}) (.*)$/.exec(first) ?? [];
  if (marks !== '') return headingText(marks, inline(title), paint);
  if (first.startsWith('```'))
    return block
      .slice(1, -1)
      .map((line) => `  ${shown(line)}`.trimEnd())
      .join('\n');
  if (first.startsWith('|'))
    return tableItems(block)
      .map((item) => itemText(item, paint))
      .join('\n');
  if (first.startsWith('- '))
    return listItems(block)
      .map((item) => itemText(item, paint))
      .join('\n');
  return marked(wrapped(inline(block.join(' '))), paint);
}

function headingText(marks: string, title: string, paint: Paint): string {
  if (marks.length > 2) return paint('bold', wrapped(title, { first: `${marks} ` }));
  return paint('bold', `${title}\n${(marks.length === 1 ? '=' : '-').repeat(Math.min(title.length, 80))}`);
}

const itemText = (item: string, paint: Paint): string =>
  marked(wrapped(inline(item), { first: '- ', indent: '  ' }), paint);

/** The items, each with the lines that belong to it. */
function listItems(block: Block): string[] {
  const items: string[] = [];
  for (const line of block) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

/** A row as an item: its first cell, then the others, each behind the head of its column. */
function tableItems(block: Block): string[] {
  const [head = [], , ...rows] = block.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
  return rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell, at) => `${head[at + 1] ?? ''}: ${cell}`);
    return rest.length === 1 ? `**${first}**: ${rest.join('')}` : `**${first}**. ${cells.join('; ')}`;
  });
}

/** Without what Markdown needs only to be read as it is meant; code and bold keep their marks until lines are broken. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`|<code>[^<]*<\/code>)/)
    .map((part, at) => (at % 2 === 1 ? part.replace(/<\/?code>/g, '`') : withoutEscapes(withoutLinks(part))))
    .join('')
    .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
    .replaceAll('&amp;', '&');
}

function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\(([^)]*)\)/g, (_, title: string, link: string) => {
    const [, name] = PAGE.exec(link) ?? [];
    return name === undefined ? title : `${title} (plan explain ${name})`;
  });
}

const withoutEscapes = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

function marked(text: string, paint: Paint): string {
  return text
    .replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => paint('bold', bold))
    .replace(/`[^`]+`/g, (code) => paint('cyan', code));
}

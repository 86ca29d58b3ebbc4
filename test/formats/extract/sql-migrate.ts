import type { Extracted, Extractor } from './extracted.ts';

/** sql-migrate's own way: by lines. Those that begin like a comment are left out, wherever they stand. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) => files.map(({ path, content }) => ({ path, ...read(content) })),
};

function read(content: string): Omit<Extracted, 'path'> {
  const found = { up: [] as string[], down: [] as string[], transaction: true };
  let into = found.up;
  let bracketed = false;
  let lines: string[] = [];
  const end = (): void => void into.push(lines.splice(0).join('\n'));
  for (const line of content.split('\n').map((each) => each.replace(/\r$/, ''))) {
    const [word, option] = line.startsWith('-- +migrate ') ? line.slice(12).split(/\s+/) : [];
    if (line.startsWith('-- ') && word === undefined) continue;
    if (word === 'Up' && option === 'notransaction') found.transaction = false;
    if (word === 'Down') into = found.down;
    if (word === 'StatementBegin') bracketed = true;
    if (word === 'StatementEnd') {
      bracketed = false;
      end();
    }
    if (word !== undefined) continue;
    lines.push(line);
    if (!bracketed && endsStatement(line)) end();
  }
  if (lines.join('').trim() !== '') throw new Error(`unfinished: ${lines.join('\n')}`);
  return found;
}

function endsStatement(line: string): boolean {
  const words = line.split(/\s+/);
  const remark = words.findIndex((word) => word.startsWith('--'));
  const last = words.slice(0, remark === -1 ? undefined : remark).findLast((word) => word !== '');
  return last?.endsWith(';') === true;
}

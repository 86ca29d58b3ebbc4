import type { Extractor } from './extracted.ts';

/** goose's own way: by lines. A statement ends where the last word before `--` ends with a semicolon, or at its marks. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) => files.map(({ path, content }) => ({ path, ...read(content) })),
};

interface Read {
  readonly up: string[];
  readonly down: string[];
  transaction: boolean;
}

function read(content: string): Read {
  const found: Read = { up: [], down: [], transaction: true };
  let into: string[] | undefined;
  let bracketed = false;
  let lines: string[] = [];
  const end = (): void => {
    into?.push(lines.join('\n').trim());
    lines = [];
  };
  for (const line of content.split('\n').map((each) => each.replace(/\r$/, ''))) {
    const mark = line.startsWith('--') ? line.slice(2).trim() : '';
    if (mark === '+goose NO TRANSACTION') found.transaction = false;
    else if (mark === '+goose Up') into = found.up;
    else if (mark === '+goose Down') into = found.down;
    else if (mark === '+goose StatementBegin') bracketed = true;
    else if (mark === '+goose StatementEnd') {
      bracketed = false;
      end();
    } else if (lines.length > 0 || (line !== '' && !line.trim().startsWith('--'))) {
      lines.push(line);
      const words = line.split(/\s+/);
      const remark = words.findIndex((word) => word.startsWith('--'));
      const last = words.slice(0, remark === -1 ? undefined : remark).findLast((word) => word !== '');
      if (!bracketed && last?.endsWith(';') === true) end();
    }
  }
  if (lines.join('').trim() !== '') throw new Error(`unfinished: ${lines.join('\n')}`);
  return found;
}

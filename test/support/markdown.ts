/** The blocks of one language, with CommonMark's rule: a fence closes with at least as many backticks as opened it. */
export function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^(`{3,})(\w+)\n([\s\S]*?)\n\1$/gm)].flatMap(([, , found, text]) =>
    found === language && text !== undefined ? [text] : [],
  );
}

/** Cells of every table row outside code blocks. */
export function tableWidths(markdown: string): number[][] {
  const text = markdown.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, '');
  const tables = text.split(/\n\n/).filter((part) => /(^|\n)\| --- /.test(part));
  return tables.map((table) =>
    table
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => line.split('|').length),
  );
}

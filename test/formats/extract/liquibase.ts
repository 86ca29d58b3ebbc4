import { type Extractor, sqlFiles } from './extracted.ts';

/** Liquibase's own way: what is below the changeset and no rollback, whole; and what is behind each rollback. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const found = await sqlFiles.extract(files);
    return found.map(({ path, up: [content = ''] }) => {
      const [first, , head = '', ...lines] = content.split('\n');
      if (first !== '--liquibase formatted sql') throw new Error(`${path} is no formatted SQL`);
      if (!/^--changeset \S+:\S+ splitStatements:false .*rollbackSplitStatements:false/.test(head))
        throw new Error(head);
      const back = /^\s*--\s*rollback /i;
      const body = lines.filter((line) => !back.test(line));
      const other = body.find((line) => /^\s*--\s*(?:changeset|property|comment|precondition|ignore)/i.test(line));
      if (other !== undefined) throw new Error(`${path} has a line of Liquibase's own: ${other}`);
      const down = lines.filter((line) => back.test(line)).map((line) => line.replace(back, ''));
      return {
        path,
        up: [body.join('\n')],
        down: [down.join('\n')],
        transaction: !head.includes('runInTransaction:false'),
      };
    });
  },
};

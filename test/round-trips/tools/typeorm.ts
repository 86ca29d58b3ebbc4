import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const typeorm = ({ run }: Project, command: string, mode: string): Promise<string> =>
  run(process.execPath, [
    '--import',
    'tsx',
    'node_modules/typeorm/cli.js',
    command,
    '-t',
    mode,
    '-d',
    'data-source.ts',
  ]);

export const tool: Tool = {
  name: 'typeorm',
  format: 'typeorm',
  directory: 'src/migrations',
  own: /\bmigrations\b|\bPK_[0-9a-f]+/,
  missing: () => missingPackage('typeorm'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "dependencies": { "typeorm": "1.1.1" } }\n');
    write(
      'data-source.ts',
      `import { DataSource } from 'typeorm';
export default new DataSource({ type: 'postgres', url: '${url}', migrations: ['src/migrations/*.ts'] });
`,
    );
    write(
      'src/migrations/1735689600000-CreateParcels.ts',
      `import type { MigrationInterface, QueryRunner } from 'typeorm';
export class CreateParcels1735689600000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`${migration}\`);
  }
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE parcels');
  }
}
`,
    );
  },
  next: (project) => typeorm(project, 'migration:run', 'each'),
  // Going back, it does not ask the class whether it wants a transaction.
  back: (project) => typeorm(project, 'migration:revert', 'none'),
};

import { missingDebian } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ run }: Project, ...args: readonly string[]): Promise<string> => run('ruby', ['migrate.rb', ...args]);

// What the tasks of Rails call, without Rails.
const script = ({ at }: Project): string => `
require 'active_record'

ActiveRecord::Base.establish_connection(
  adapter: 'postgresql', host: '${at.host}', port: ${String(at.port)}, username: '${at.user}', database: '${at.database}'
)
context = ActiveRecord::MigrationContext.new('db/migrate', ActiveRecord::SchemaMigration)
case ARGV[0]
when 'next' then context.forward(1)
when 'all' then context.migrate
when 'back' then context.rollback(1)
end
`;

export const tool: Tool = {
  name: 'rails',
  format: 'rails',
  directory: 'db/migrate',
  own: /\b(?:schema_migrations|ar_internal_metadata)\b/,
  missing: () => missingDebian('ruby-activerecord ruby-pg', 'ruby', '-e', 'require "active_record"; require "pg"'),
  prepare(project, migration) {
    project.write('Gemfile', "source 'https://rubygems.org'\n\ngem 'rails'\ngem 'pg'\n");
    project.write('migrate.rb', script(project));
    project.write(
      'db/migrate/20250101000000_create_parcels.rb',
      `class CreateParcels < ActiveRecord::Migration[6.1]\n  def up\n    execute <<~SQL\n${migration}\nSQL\n  end\n\n  def down\n    drop_table :parcels\n  end\nend\n`,
    );
  },
  next: (project) => migrate(project, 'next'),
  all: (project) => migrate(project, 'all'),
  back: (project) => migrate(project, 'back'),
};

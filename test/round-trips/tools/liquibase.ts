import { missingDebian } from '../debian.ts';
import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const jars = 'node_modules/node-liquibase/dist';
const classpath = [
  `${jars}/liquibase/liquibase.jar`,
  `${jars}/liquibase/lib/*`,
  `${jars}/drivers/postgresql-42.2.8.jar`,
];

function liquibase({ at, run }: Project, ...args: readonly string[]): Promise<string> {
  const settings = [
    '--driver=org.postgresql.Driver',
    `--url=jdbc:postgresql://${at.host}:${String(at.port)}/${at.database}`,
    `--username=${at.user}`,
    '--password=none',
    '--changeLogFile=db/changelog/db.changelog-master.xml',
  ];
  const main = 'liquibase.integration.commandline.Main';
  return run('java', ['-XX:TieredStopAtLevel=1', '-cp', classpath.join(':'), main, ...settings, ...args]);
}

const xsd = 'http://www.liquibase.org/xml/ns/dbchangelog';

export const tool: Tool = {
  name: 'liquibase',
  format: 'liquibase',
  directory: 'db/changelog/changes',
  own: /\bdatabasechangelog(?:lock)?\b/,
  missing: () => missingPackage('node-liquibase') ?? missingDebian('default-jre-headless', 'java', '-version'),
  prepare({ write }, migration) {
    write('liquibase.properties', 'changeLogFile=db/changelog/db.changelog-master.xml\n');
    write(
      'db/changelog/db.changelog-master.xml',
      `<?xml version="1.0" encoding="UTF-8"?>
<databaseChangeLog xmlns="${xsd}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                   xsi:schemaLocation="${xsd} ${xsd}/dbchangelog-4.3.xsd">
  <include file="changes/001-create-parcels.sql" relativeToChangelogFile="true"/>
</databaseChangeLog>
`,
    );
    write(
      'db/changelog/changes/001-create-parcels.sql',
      `--liquibase formatted sql\n\n--changeset ann:1\n${migration}\n--rollback DROP TABLE parcels;\n`,
    );
  },
  next: (project) => liquibase(project, 'updateCount', '1'),
  all: (project) => liquibase(project, 'update'),
  back: (project) => liquibase(project, 'rollbackCount', '1'),
};

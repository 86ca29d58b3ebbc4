import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ npx }: Project, version: string): Promise<string> => npx('postgrator', [version]);

/** The version that the database has, and those that there are, in order. */
async function place({ list, versions }: Project): Promise<{ now: number; all: number[] }> {
  const [now = '0'] = await versions('SELECT max(version)::text AS version FROM schemaversion');
  const all = list('migrations').flatMap((name) => (name.includes('.do.') ? [Number.parseInt(name, 10)] : []));
  return { now: Number(now), all: [0, ...all] };
}

export const tool: Tool = {
  name: 'postgrator',
  format: 'postgrator',
  directory: 'migrations',
  own: /\bschemaversion\b/,
  missing: () => missingPackage('postgrator-cli'),
  prepare({ write, at }, migration) {
    const { host, port, user: username, database } = at;
    const settings = { migrationPattern: 'migrations/*', driver: 'pg', host, port, database, username, password: 'x' };
    write('.postgratorrc.json', JSON.stringify(settings));
    write('migrations/001.do.create-parcels.sql', `${migration}\n`);
    write('migrations/001.undo.create-parcels.sql', 'DROP TABLE parcels;\n');
  },
  async next(project) {
    const { now, all } = await place(project);
    return await migrate(project, String(all.find((version) => version > now) ?? 'max'));
  },
  all: (project) => migrate(project, 'max'),
  async back(project) {
    const { now, all } = await place(project);
    return await migrate(project, String(all.findLast((version) => version < now)));
  },
};

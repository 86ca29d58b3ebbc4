import { missingDebian } from '../debian.ts';
import type { Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const packages = 'php-cli php-illuminate-database php-illuminate-filesystem php-pgsql';
const autoload = ['Database', 'Filesystem', 'Events'].map((name) => `/usr/share/php/Illuminate/${name}/autoload.php`);

const migrate = ({ run }: Project, ...args: readonly string[]): Promise<string> => run('php', ['migrate.php', ...args]);

// What artisan's migrate and migrate:rollback call, with the database library alone.
const script = ({ at }: Project): string => `<?php

${autoload.map((path) => `if (is_file('${path}')) require_once '${path}';`).join('\n')}

use Illuminate\\Database\\Capsule\\Manager;
use Illuminate\\Database\\Migrations\\DatabaseMigrationRepository;
use Illuminate\\Database\\Migrations\\Migrator;
use Illuminate\\Filesystem\\Filesystem;
use Illuminate\\Support\\Facades\\Facade;

$capsule = new Manager;
$capsule->addConnection([
    'driver' => 'pgsql', 'host' => '${at.host}', 'port' => ${String(at.port)}, 'username' => '${at.user}',
    'database' => '${at.database}', 'password' => '', 'charset' => 'utf8',
]);
$capsule->setAsGlobal();
$container = $capsule->getContainer();
$container->instance('db', $capsule->getDatabaseManager());
Facade::setFacadeApplication($container);

$repository = new DatabaseMigrationRepository($capsule->getDatabaseManager(), 'migrations');
if (!$repository->repositoryExists()) $repository->createRepository();
$migrator = new Migrator($repository, $capsule->getDatabaseManager(), new Filesystem);
if ($argv[1] === 'back') $migrator->rollback([__DIR__ . '/database/migrations'], ['step' => 1]);
else $migrator->run([__DIR__ . '/database/migrations']);
`;

const first = (migration: string): string => `<?php

use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Support\\Facades\\DB;

return new class extends Migration
{
    public function up()
    {
        DB::unprepared(<<<'SQL'
${migration}
SQL);
    }

    public function down()
    {
        DB::unprepared('DROP TABLE parcels');
    }
};
`;

export const tool: Tool = {
  name: 'laravel',
  format: 'laravel',
  directory: 'database/migrations',
  own: /\bmigrations(?:_\w+)?\b/,
  missing: () =>
    missingDebian(
      packages,
      'php',
      '-r',
      `exit(is_file('${autoload[0] ?? ''}') && extension_loaded('pdo_pgsql') ? 0 : 1);`,
    ),
  prepare(project, migration) {
    project.write('composer.json', '{ "require": { "laravel/framework": "^8.83" } }\n');
    project.write('migrate.php', script(project));
    project.write('database/migrations/2025_01_01_000000_create_parcels.php', first(migration));
  },
  next: (project) => migrate(project, 'all'),
  back: (project) => migrate(project, 'back'),
};

import { evaluated, type Extractor, has } from './extracted.ts';

const script = `
namespace Illuminate\\Database\\Migrations { class Migration { public $withinTransaction = true; } }
namespace Illuminate\\Support\\Facades { class DB { public static $sent = []; static function unprepared($sql) { self::$sent[] = $sql; } } }
namespace {
  use Illuminate\\Support\\Facades\\DB;
  $all = [];
  foreach (array_slice($argv, 1) as $path) {
    $migration = require getcwd() . '/' . $path;
    DB::$sent = [];
    $migration->up();
    $up = DB::$sent;
    DB::$sent = [];
    $migration->down();
    $all[] = ['up' => $up, 'down' => DB::$sent, 'transaction' => $migration->withinTransaction];
  }
  echo json_encode($all, JSON_THROW_ON_ERROR);
}
`;

/** Loaded by PHP; Laravel itself is not needed. */
export const extractor: Extractor = {
  missing: has('php', '-r', 'exit(0);') ? null : 'apt-get install -y --no-install-recommends php-cli',
  extract: async (files) => evaluated(files, 'php', ['-r', script, '--']),
};

# What the three scripts share; they source it. It needs bash, psql, Node, and DATABASE_URL of an empty scratch database.
: "${DATABASE_URL:?set it to the URL of an empty scratch database, such as postgres://me@localhost/scratch?sslmode=disable}"
export DATABASE_URL
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# The program of this clone (npm ci builds it); PLAN is another one.
plan() {
  if [ -n "${PLAN:-}" ]; then "$PLAN" "$@"; else node "$here/../../dist/cli.js" "$@"; fi
}

# --- The transcript ---

deploy() { printf '\n=== %s ===\n' "$*"; }
note() { printf '# %s\n' "$*"; }
stop() {
  printf 'stopped: %s\n' "$*" >&2
  exit 1
}

# Shows a command as one would type it, and runs it.
run() {
  printf '\n$ %s\n' "$*"
  "$@"
}

# The same for a command whose answer has to be no, which is exit code 1.
refused() {
  local code=0
  run "$@" || code=$?
  [ "$code" = 1 ] || stop "exit code $code, where the answer had to be no: $*"
}

# --- The database ---

sql() { psql "$DATABASE_URL" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 "$@"; }
ask() { sql --command "$1"; }

# The database as it is before anything: the tables (schema.sql, or the file that was given) and 10,000 customers.
database_with() {
  [ "$(ask "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")" = 0 ] ||
    stop 'the database is not empty: give the script one of its own'
  sql --file "$1" --file "$here/rows.sql" >/dev/null
  before=$(names first_name)
}

# All names in one value, those of the application's own visitors left out.
names() { ask "SELECT md5(string_agg($1, ',' ORDER BY customer_id)) FROM public.customer WHERE last_name NOT LIKE 'Visitor%'"; }

# --- The application ---
#
# Old code knows first_name alone, new code given_name alone. Each request signs a visitor up, corrects the name, reads it
# again, by the table and by the view, and then reads what all the visitors before were called.

old_code() { request first_name "old code"; }
new_code() { request given_name "new code"; }

request() {
  local column=$1 who=$2 id read
  id=$(ask "INSERT INTO public.customer (store_id, address_id, $column, last_name) VALUES (1, 1, 'ada', 'Visitor') RETURNING customer_id") || return
  ask "UPDATE public.customer SET $column = initcap($column), last_name = 'Visitor of $who' WHERE customer_id = $id" || return
  read=$(ask "SELECT $column || ' / ' || name FROM public.customer JOIN public.customer_list ON id = customer_id WHERE id = $id") || return
  [ "$read" = "Ada / Ada Visitor of $who" ] || stop "$who wrote Ada and reads: $read"
  [ "$(ask "SELECT count(*) FROM public.customer WHERE last_name LIKE 'Visitor%' AND $column IS DISTINCT FROM 'Ada'")" = 0 ] ||
    stop "$who does not see what the others wrote"
  printf '  %s: writes and reads %s\n' "$who" "$column"
}

# What this code wants is not there; the message of PostgreSQL says what.
fails() {
  local message
  if message=$("$1" 2>&1); then stop "$1 had to fail here"; fi
  [[ $message == *' column '*' does not exist'* ]] || stop "$1 fails for another reason: $message"
  printf '  %s fails: %s\n' "${1/_/ }" "${message%%$'\n'*}"
}

# --- The end ---

# The old column is gone, the new one has its place, its NOT NULL and every name, and the plan has left nothing behind.
compare() {
  deploy 'What it has come to'
  fails old_code
  new_code
  [ "$(names given_name)" = "$before" ] || stop 'the names are not those of the beginning'
  [ "$(ask "SELECT string_agg(attname || ' ' || attnotnull, ', ') FROM pg_attribute WHERE attrelid = 'public.customer'::regclass AND attname IN ('first_name', 'given_name') AND NOT attisdropped")" = 'given_name true' ] ||
    stop 'customer has not the columns that it should have'
  [ "$(ask "SELECT count(*) FROM pg_proc WHERE proname ~ '^~?ec_'")$(ask "SELECT count(*) FROM pg_constraint WHERE conname ~ '^~?ec_'")" = 00 ] ||
    stop 'something of the plan was left behind'
  note 'first_name is gone, given_name has all the names and the NOT NULL, and nothing of the plan is left.'
}

# --- The project ---

# An empty repository for the tool; KEEP=1 leaves it there to be looked at.
project=$(mktemp -d)
if [ -z "${KEEP:-}" ]; then trap 'rm -rf "$project"' EXIT; else printf 'the project is %s\n' "$project"; fi
cd "$project"

#!/usr/bin/env bash
# Renames customer.first_name to given_name with dbmate.
#
#   DATABASE_URL='postgres://me@localhost/scratch?sslmode=disable' ./dbmate.sh [SCHEMA.sql]
#
# dbmate applies everything that is pending, so contract must not lie among the migrations while old code runs. That is
# why plan hands the phases out one by one here: expand at once, and each later one by `plan next`, when the database is
# ready for it. The database is changed by `dbmate up` alone.
#
# dbmate comes from npm; with NODE_MODULES the packages are taken from there.
set -euo pipefail
schema=$(realpath "${1:-$(dirname "$0")/schema.sql}")
source "$(dirname "$0")/lib.sh"

# --- What the team has: tables with rows, and dbmate with one migration of its own ---

database_with "$schema"
echo '{ "private": true, "devDependencies": { "dbmate": "^2.33.0" } }' >package.json
if [ -n "${NODE_MODULES:-}" ]; then ln -s "$NODE_MODULES" node_modules; else npm install --silent; fi
# Its dump would need a pg_dump of the server's version.
export DBMATE_NO_DUMP_SCHEMA=true

mkdir -p db/migrations
cat >db/migrations/20250101000000_index_customer_email.sql <<'SQL'
-- migrate:up
CREATE INDEX customer_email ON public.customer (email);

-- migrate:down
DROP INDEX public.customer_email;
SQL
run npx dbmate up
old_code
fails new_code

# --- Deploy 1 ---

deploy 'Deploy 1: the database learns the new name, the code stays as it is'
run plan rename customer.first_name given_name
note 'Only expand lies among the migrations:'
run ls db/migrations
note 'The database is behind the repository, and status says so with exit code 1: a pipeline stops here.'
refused plan status
note 'Nor is there a next phase before this one has run.'
refused plan next

run npx dbmate up
note 'From now on what old code writes is in both columns. New code would not find the old rows yet.'
old_code

run plan next
run npx dbmate up
run plan status
note 'All rows are copied, and the database has proven it.'
old_code

# --- Deploy 2 ---

deploy 'Deploy 2: the code uses given_name, instance by instance; no migration'
note 'Is the database ready for this code? A pipeline asks before it rolls out.'
run plan status --deploy 2
note 'While it rolls out, old and new instances run side by side; a roll-back is a deploy of the old code.'
old_code
new_code
old_code

# --- Deploy 3 ---

deploy 'Deploy 3: no old instance is left; the old column goes'
run plan next
note 'It is among the migrations and has not run: both columns are there yet.'
new_code
run npx dbmate up
run plan status
run npx dbmate status

compare

#!/usr/bin/env bash
# Renames customer.first_name to given_name with Knex.
#
#   DATABASE_URL='postgres://me@localhost/scratch' ./knex.sh [SCHEMA.sql]
#
# Knex can run one migration at a time: `knex migrate:up`. So all three phases lie among the migrations from the first
# deploy on, in one pull request, and each deploy runs those that belong to it. (`knex migrate:latest` would run all of
# them; a team that only has that asks plan for --staged, as in dbmate.sh.)
#
# Knex and pg come from npm; with NODE_MODULES the packages are taken from there.
set -euo pipefail
schema=$(realpath "${1:-$(dirname "$0")/schema.sql}")
source "$(dirname "$0")/lib.sh"

# --- What the team has: tables with rows, and Knex with one migration of its own ---

database_with "$schema"
echo '{ "private": true, "type": "module", "dependencies": { "knex": "^3.3.0", "pg": "^8.23.0" } }' >package.json
if [ -n "${NODE_MODULES:-}" ]; then ln -s "$NODE_MODULES" node_modules; else npm install --silent; fi
cat >knexfile.js <<'JS'
export default {
  client: 'pg',
  connection: process.env.DATABASE_URL,
};
JS
mkdir migrations
cat >migrations/20250101000000_index_customer_email.js <<'JS'
export const up = (knex) => knex.schema.alterTable('customer', (table) => table.index('email', 'customer_email'));
export const down = (knex) => knex.schema.alterTable('customer', (table) => table.dropIndex('email', 'customer_email'));
JS
run npx knex migrate:latest
old_code
fails new_code

# --- Deploy 1 ---

deploy 'Deploy 1: the database learns the new name, the code stays as it is'
run plan rename customer.first_name given_name
note 'All phases lie there, as modules like the one of the team:'
run ls migrations
note 'Is the database ready for the code of deploy 2? No, and a pipeline that asks stops here.'
refused plan status --deploy 2

note 'Expand:'
run npx knex migrate:up
note 'From now on what old code writes is in both columns. New code would not find the old rows yet.'
old_code
note 'Backfill:'
run npx knex migrate:up
old_code
note 'Contract is pending. It is what plan status has left to say, and Knex as well:'
refused plan status
run npx knex migrate:list

# --- Deploy 2 ---

deploy 'Deploy 2: the code uses given_name, instance by instance; no migration'
note 'Now the database is ready for it.'
run plan status --deploy 2
note 'While it rolls out, old and new instances run side by side; a roll-back is a deploy of the old code.'
old_code
new_code
old_code

# --- Deploy 3 ---

deploy 'Deploy 3: no old instance is left; the old column goes'
note 'Contract:'
run npx knex migrate:up
run plan status

compare

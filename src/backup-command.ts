import { resolve } from 'node:path';
import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { backUp } from './platform/database/backup/back-up';
import { restore } from './platform/database/backup/restore';
import { checkDatabaseServer } from './platform/database/check-server';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';
import { Clock } from './platform/time/clock';

const COMMANDS: Readonly<Record<string, (url: string, path: string | undefined) => Promise<string>>> = {
  backup: async (url, path) => {
    const now = new Clock().now();
    const file = resolve(path ?? `backups/rubi-studio-${now.toISOString().replace(/[:.]/g, '-')}.gz`);
    const { tables, rows } = await backUp(url, file, now);
    return `${file}: ${rows} rows of ${tables} tables.`;
  },
  restore: async (url, path) => {
    if (path === undefined) throw new StartError('Say which file: npm run restore -- backups/….gz');
    const { tables, rows } = await restore(url, resolve(path));
    return `The database holds ${rows} rows of ${tables} tables again.`;
  },
};

/** `npm run backup` and `npm run restore`, on the database that `npm start` would use. */
async function main(): Promise<void> {
  const [, , name = '', path] = process.argv;
  const command = COMMANDS[name];
  if (!command) throw new StartError(`Say one of: ${Object.keys(COMMANDS).join(', ')}`);
  const { database, dataDirectory } = readConfiguration(readEnvironment());
  const postgres = database.embedded ? await EmbeddedPostgres.start({ dataDirectory }) : null;
  try {
    const url = postgres?.url ?? database.url;
    await checkDatabaseServer(url);
    process.stdout.write(`${await command(url, path)}\n`);
  } finally {
    await postgres?.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});

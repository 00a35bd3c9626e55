import { resolve } from 'node:path';
import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { backUp, backUpInto } from './platform/database/backup/back-up';
import { restore } from './platform/database/backup/restore';
import { checkDatabaseServer } from './platform/database/check-server';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';
import { Clock } from './platform/time/clock';

/** In place of a file: standard output, or standard input, for whoever keeps backups where this process is not. */
const STREAM = '-';

const COMMANDS: Readonly<Record<string, (url: string, path: string | undefined) => Promise<string>>> = {
  backup: async (url, path) => {
    const now = new Clock().now();
    if (path === STREAM) {
      const { tables, rows } = await backUpInto(url, () => process.stdout, now);
      return `${rows} rows of ${tables} tables.`;
    }
    const file = resolve(path ?? `backups/rubi-studio-${now.toISOString().replace(/[:.]/g, '-')}.gz`);
    const { tables, rows } = await backUp(url, file, now);
    return `${file}: ${rows} rows of ${tables} tables.`;
  },
  restore: async (url, path) => {
    if (path === undefined) throw new StartError('Say which file: npm run restore -- backups/….gz');
    const { tables, rows } =
      path === STREAM
        ? await restore(url, 'What came from standard input', process.stdin)
        : await restore(url, resolve(path));
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
    const done = `${await command(url, path)}\n`;
    (path === STREAM ? process.stderr : process.stdout).write(done);
  } finally {
    await postgres?.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});

import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { checkDatabaseServer } from './platform/database/check-server';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { migrate, revertLastMigration } from './platform/database/migrate';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';

const COMMANDS: Readonly<Record<string, (url: string) => Promise<string>>> = {
  run: async (url) => {
    const names = await migrate(url);
    return names.length === 0 ? 'The database is up to date.' : `Done: ${names.join(', ')}.`;
  },
  revert: async (url) => {
    const name = await revertLastMigration(url);
    return name === null ? 'There is nothing to take back.' : `Taken back: ${name}.`;
  },
};

/** `npm run migration:run` and `npm run migration:revert`, on the database that `npm start` would use. */
async function main(): Promise<void> {
  const command = COMMANDS[process.argv[2] ?? ''];
  if (!command) throw new StartError(`Say one of: ${Object.keys(COMMANDS).join(', ')}`);
  const { database, dataDirectory } = readConfiguration(readEnvironment());
  const postgres = database.embedded ? await EmbeddedPostgres.start({ dataDirectory }) : null;
  try {
    const url = postgres?.url ?? database.url;
    await checkDatabaseServer(url);
    process.stdout.write(`${await command(url)}\n`);
  } finally {
    await postgres?.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});

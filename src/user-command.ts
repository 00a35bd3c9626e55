import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { UserAccess } from './auth/user-access';
import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { checkDatabaseServer } from './platform/database/check-server';
import { databaseOptions } from './platform/database/database-options';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';
import { Clock } from './platform/time/clock';

const COMMANDS: Readonly<Record<string, (access: UserAccess, username: string) => Promise<string>>> = {
  disable: async (access, username) =>
    (await access.disable(username))
      ? `${username} is shut out: within five seconds no token of theirs works. Positions stay open.`
      : nobody(username),
  enable: async (access, username) =>
    (await access.enable(username)) ? `${username} may log in again.` : nobody(username),
};

function nobody(username: string): never {
  throw new StartError(`Nobody has the username "${username}".`);
}

/** `npm run user -- disable <username>` and `enable`, on the database that `npm start` would use. */
async function main(): Promise<void> {
  const [, , name = '', username] = process.argv;
  const command = COMMANDS[name];
  if (!command || username === undefined) {
    throw new StartError(`Say what to do, and with whom: ${Object.keys(COMMANDS).join(' or ')} <username>`);
  }
  const { database, dataDirectory } = readConfiguration(readEnvironment());
  const postgres = database.embedded ? await EmbeddedPostgres.start({ dataDirectory }) : null;
  try {
    const url = postgres?.url ?? database.url;
    await checkDatabaseServer(url);
    const dataSource = await new DataSource(databaseOptions({ url, poolSize: 2 })).initialize();
    try {
      process.stdout.write(`${await command(new UserAccess(dataSource, new Clock()), username)}\n`);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await postgres?.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { type StateSwitch, type TradingState } from './guard/trading-state';
import { ServerSwitch } from './orders/server-switch';
import { Configuration } from './platform/config/configuration';
import { readEnvironment } from './platform/config/environment';
import { readConfiguration } from './platform/config/read-configuration';
import { checkDatabaseServer } from './platform/database/check-server';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { explainFailure } from './platform/errors/explain-failure';
import { StartError } from './platform/errors/start-error';

const STATES: Readonly<Record<string, TradingState>> = {
  halt: 'HALTED',
  reduce: 'REDUCING',
  resume: 'ACTIVE',
};

const USAGE = 'Say one of: show, halt "reason", reduce "reason", resume "reason"';

/** `npm run trading -- halt "reason"`: moves the switch over every account, on the database that `npm start` would use. */
async function main(): Promise<void> {
  const [, , name = 'show', reason = ''] = process.argv;
  const state = STATES[name];
  if (!state && name !== 'show') throw new StartError(USAGE);
  if (state && reason.trim().length < 3) throw new StartError(`A reason is needed. ${USAGE}`);
  const settings = readConfiguration(readEnvironment());
  const { embedded } = settings.database;
  const postgres = embedded ? await EmbeddedPostgres.start({ dataDirectory: settings.dataDirectory }) : null;
  try {
    const url = postgres?.url ?? settings.database.url;
    await checkDatabaseServer(url);
    // Neither the queue nor a sweep is needed for it, and none of them is started.
    const database = { ...settings.database, url };
    const configuration = new Configuration({ ...settings, database, roles: [], redisUrl: null });
    // Made like a server's, and never listening: whatever hooks into its start finds what it expects.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
    const application = await NestFactory.create(AppModule.with(configuration), {
      logger: ['error', 'fatal'],
      abortOnError: false,
    });
    await application.init();
    try {
      process.stdout.write(await act(application.get(ServerSwitch, { strict: false }), state, reason));
    } finally {
      await application.close();
    }
  } finally {
    await postgres?.stop();
  }
}

async function act(server: ServerSwitch, state: TradingState | undefined, reason: string): Promise<string> {
  if (!state) return describe(await server.look());
  const { moved, cancelled, askedBack } = await server.move(state, reason);
  return `${describe(moved)}${cancelled} orders cancelled, ${askedBack} asked back from their terminals.\n`;
}

function describe(moved: StateSwitch | null): string {
  if (!moved) return 'ACTIVE: nobody has ever stopped this server.\n';
  return `${moved.state} since ${moved.changedAt.toISOString()}: ${moved.reason}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});

import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module';
import { APPLICATION_OPTIONS, configureApp } from './configure-app';
import { Configuration, type Settings } from './platform/config/configuration';
import { checkDatabaseServer } from './platform/database/check-server';
import { EmbeddedPostgres } from './platform/database/embedded/embedded-postgres';
import { migrate } from './platform/database/migrate';
import { Drain } from './platform/health/drain';
import { END_WITHIN_MS, type Endings } from './platform/health/endings';
import { checkListening, type ListeningAddress, listeningError } from './platform/http/listening';
import { OpenSockets } from './platform/http/open-sockets';

/** Long enough for every request that is being served; an orchestrator's patience is usually 30 s. */
const CLOSE_TIMEOUT_MS = 10_000;

export interface RunningServer {
  readonly configuration: Configuration;
  readonly app: NestExpressApplication;
  /**
   * Lets callers go elsewhere and requests finish, then closes everything, the embedded database last.
   *
   * @throws LateEndError when closing takes too long
   */
  stop(): Promise<void>;
}

/**
 * Starts everything in the order in which it depends on each other, and undoes what it did if it cannot go on.
 *
 * @param endings notes what the end waits for
 * @param onDatabaseLost told when the embedded database is gone and does not come back
 * @throws StartError that tells the reader what to do
 */
export async function startServer(
  settings: Settings,
  endings: Endings,
  onDatabaseLost: (cause: unknown) => void,
): Promise<RunningServer> {
  const serves = settings.roles.includes('api');
  if (serves) await checkListening(apiAddress(settings));
  const postgres = settings.database.embedded
    ? await EmbeddedPostgres.start({ dataDirectory: settings.dataDirectory, onLost: onDatabaseLost })
    : null;
  try {
    const url = postgres?.url ?? settings.database.url;
    const configuration = new Configuration({ ...settings, database: { ...settings.database, url } });
    await checkDatabaseServer(url);
    await migrate(url);
    const { app, sockets } = await startApplication(configuration);
    endings.watch(app);
    const close = async (): Promise<void> => {
      await endings.during('the application', () => closeInTime(app, sockets));
      if (postgres) await endings.during('the embedded database', () => postgres.stop());
    };
    return {
      configuration,
      app,
      stop: async () => {
        if (serves) await app.get(Drain).run(configuration.drainMs);
        await endings.within(END_WITHIN_MS, close());
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
}

/** A worker alone opens no port for the API: it may share a machine with a process that does. */
async function startApplication(
  configuration: Configuration,
): Promise<{ readonly app: NestExpressApplication; readonly sockets: OpenSockets }> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(configuration), {
    ...APPLICATION_OPTIONS,
    bufferLogs: true,
    abortOnError: false,
  });
  configureApp(app);
  const sockets = new OpenSockets(app.getHttpServer());
  const address = apiAddress(configuration);
  try {
    if (configuration.roles.includes('api')) await app.listen(address.port, address.host);
    else await app.init();
  } catch (error) {
    await app.close();
    throw listeningError(address, error);
  }
  return { app, sockets };
}

/** A caller that never finishes must not keep the process from ending. */
async function closeInTime(app: NestExpressApplication, sockets: OpenSockets): Promise<void> {
  const impatience = setTimeout(() => {
    sockets.destroy();
  }, CLOSE_TIMEOUT_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(impatience);
  }
}

function apiAddress({ api }: Settings): ListeningAddress {
  return { ...api, hostVariable: 'API_HOST', portVariable: 'API_PORT' };
}

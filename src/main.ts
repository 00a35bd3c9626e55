import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { readEnvironment } from './platform/config/environment';
import { onNpmGone } from './platform/config/parent-process';
import { readConfiguration } from './platform/config/read-configuration';
import { explainFailure } from './platform/errors/explain-failure';
import { Endings, START_WITHIN_MS } from './platform/health/endings';
import { type RunningServer, startServer } from './server';
import { welcome } from './welcome';

/** SIGHUP comes when the terminal window is closed. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ctrl-C reaches us from the terminal and once more from npm. */
const SAME_REQUEST_MS = 1000;

/** From the first line of this program to its first request; the loading of modules counts. */
const elapsedMs = (): number => performance.now();

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const endings = new Endings();
  let stoppingSinceMs: number | undefined;
  const stop = (exitCode: number): void => {
    if (stoppingSinceMs !== undefined) {
      // Asked again, we do not argue: the database survives us, and the next start adopts it.
      if (elapsedMs() - stoppingSinceMs > SAME_REQUEST_MS) process.exit(1);
      return;
    }
    stoppingSinceMs = elapsedMs();
    process.exitCode = exitCode;
    // A signal that comes while we start waits for the start, as half a start cannot be undone: but not for a database
    // that never answers, nor for somebody else's migration.
    void endings
      .within(START_WITHIN_MS, starting)
      .then((server) => server.stop())
      .catch((error: unknown) => {
        process.exitCode = 1;
        say(explainFailure(error));
      })
      // Timers and sockets of libraries that do not know of the end would keep the process alive.
      .finally(() => process.exit());
  };
  const starting: Promise<RunningServer> = endings.during('the start', async () =>
    startServer(readConfiguration(readEnvironment()), endings, (cause) => {
      say(`The embedded database is lost: ${explainFailure(cause)}`);
      stop(1);
    }),
  );
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      stop(0);
    });
  }
  // What nobody caught may have left anything half done: we end, but in good order.
  process.on('uncaughtException', (error) => {
    new Logger('Process').fatal(error);
    stop(1);
  });
  onNpmGone(() => {
    stop(0);
  });
  const { configuration } = await starting;
  if (!configuration.production) process.stdout.write(welcome(configuration, elapsedMs()));
}

main().catch((error: unknown) => {
  say(explainFailure(error));
  process.exit(1);
});

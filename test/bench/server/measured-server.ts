import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { APPLICATION_OPTIONS, configureApp } from '../../../src/configure-app';
import { Configuration } from '../../../src/platform/config/configuration';
import { readEnvironment } from '../../../src/platform/config/environment';
import { readConfiguration } from '../../../src/platform/config/read-configuration';
import { migrate } from '../../../src/platform/database/migrate';
import { MeasuredModule } from './noop.module';
import { countStatements } from './statement-counts';
import { type Order, type Told } from './usage';

const NANOSECONDS = 1e6;

/** The server in a process of its own, which tells its parent what it uses. */
async function main(): Promise<void> {
  const statements = countStatements();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const configuration = new Configuration(readConfiguration(readEnvironment()));
  await migrate(configuration.database.url);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = await NestFactory.create<NestExpressApplication>(MeasuredModule.with(configuration), {
    ...APPLICATION_OPTIONS,
    bufferLogs: true,
    abortOnError: false,
  });
  configureApp(app);
  await app.listen(configuration.api.port, configuration.api.host);

  const inspector = new Session();
  process.on('message', (order: Order) => {
    const { ask } = order;
    if (ask === 'profile') void profile(inspector, order.file);
    if (ask === 'collect-garbage') global.gc?.();
    if (ask === 'end') void app.close().finally(() => process.exit());
    if (ask !== 'usage') return;
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    tell({
      told: 'usage',
      usage: {
        cpuMs: (user + system) / 1000,
        residentBytes: rss,
        heapUsedBytes: heapUsed,
        statements: Object.fromEntries(statements),
        loopDelayMaxMs: delay.max / NANOSECONDS,
        loopDelayP99Ms: delay.percentile(99) / NANOSECONDS,
      },
    });
    delay.reset();
  });
  process.on('disconnect', () => process.exit());
  tell({ told: 'ready' });
}

async function profile(inspector: Session, file: string | null): Promise<void> {
  if (file === null) {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
    return;
  }
  const { profile: taken } = await inspector.post('Profiler.stop');
  writeFileSync(file, JSON.stringify(taken));
  inspector.disconnect();
}

function tell(told: Told): void {
  process.send?.(told);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

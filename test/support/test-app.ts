import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { type DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module';
import { APPLICATION_OPTIONS, configureApp } from '../../src/configure-app';
import { Configuration, type Settings } from '../../src/platform/config/configuration';
import { type Environment } from '../../src/platform/config/environment-reader';
import { readConfiguration } from '../../src/platform/config/read-configuration';
import { Clock } from '../../src/platform/time/clock';
import { FixedClock } from './fixed-clock';
import { createTestDatabase, TEST_POOL_SIZE, useDatabase } from './test-database';

export interface TestAppOptions {
  /** Variables of the environment over those of a quiet test. With a DATABASE_URL the test makes no database of its own. */
  readonly environment?: Environment;
  /** Settings over what the environment gives, for what no variable says. */
  readonly settings?: Partial<Settings>;
  /** The real clock, or one that starts elsewhere. Default: a FixedClock at noon of 23 October 2025. */
  readonly clock?: Clock;
  /** Replaces providers before the application is built. */
  readonly override?: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

export interface TestApp<C extends Clock = FixedClock> {
  readonly app: NestExpressApplication;
  /** Without a slash at its end: `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly databaseUrl: string;
  /** A connection of the test's own, beside those of the application. */
  readonly dataSource: DataSource;
  readonly clock: C;
  close(): Promise<void>;
}

const ENVIRONMENT: Environment = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
  LOG_DIR: 'none',
  RATE_LIMIT_FACTOR: '0',
  API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
  JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
  DATABASE_POOL_SIZE: String(TEST_POOL_SIZE),
};

/** As in `main.ts`, but Nest itself says nothing. */
const quiet = { ...APPLICATION_OPTIONS, logger: false } as const;

export function startTestApp(options?: Omit<TestAppOptions, 'clock'>): Promise<TestApp>;
export function startTestApp<C extends Clock>(options: TestAppOptions & { clock: C }): Promise<TestApp<C>>;
/** Boots the whole application as `main.ts` does, on a free port, with a database of its own. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp<Clock>> {
  const clock = options.clock ?? new FixedClock();
  const given = options.environment?.['DATABASE_URL'];
  const database = given === undefined ? await createTestDatabase() : await useDatabase(given);
  const environment = { ...ENVIRONMENT, DATABASE_URL: database.url, ...options.environment };
  const configuration = new Configuration({ ...readConfiguration(environment), ...options.settings });
  const builder = Test.createTestingModule({ imports: [AppModule.with(configuration)] })
    .overrideProvider(Clock)
    .useValue(clock);
  const testing = await (options.override?.(builder) ?? builder).compile();
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  const app = testing.createNestApplication<NestExpressApplication>(quiet);
  configureApp(app);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    databaseUrl: configuration.database.url,
    dataSource: database.dataSource,
    clock,
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

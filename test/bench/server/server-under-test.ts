import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../src/platform/database/embedded/postmaster';
import { type Order, type Told, type Usage } from './usage';

const SECOND_MS = 1_000;
/** A server that uses less of a second than this has nothing to do; and so many of them in a row are no pause for breath. */
const BUSY_MS = 200;
const QUIET_SECONDS = 3;

const PROGRAM = join(__dirname, 'measured-server.js');

/** As k8s/base bounds it: whoever looks at memory must say how much there was for garbage. */
export const POD_OLD_SPACE_MEGABYTES = 384;

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly workingDirectory: string;
  /** The bound of its old generation. Without one Node lets garbage pile up to several times what lives. */
  readonly oldSpaceMegabytes?: number;
}

/** The server that is measured, in a process of its own. */
export class ServerUnderTest {
  private readonly kill = (): void => {
    this.child.kill('SIGKILL');
  };

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    process.once('exit', this.kill);
  }

  static async start({
    databaseUrl,
    workingDirectory,
    oldSpaceMegabytes,
  }: ServerOptions): Promise<ServerUnderTest> {
    const port = await freePort();
    const child = fork(PROGRAM, [], {
      cwd: workingDirectory,
      // As `npm start` and the image start it, and garbage can be collected when it is asked for.
      execArgv: [
        '--max-semi-space-size=16',
        '--expose-gc',
        ...(oldSpaceMegabytes === undefined ? [] : [`--max-old-space-size=${oldSpaceMegabytes}`]),
      ],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        API_SECRET_KEY: 'k3y-of-the-bench-k3y-of-the-bench-k3y-of',
        JWT_SECRET: 'jwt-of-the-bench-jwt-of-the-bench-jwt-of',
        API_HOST: '127.0.0.1',
        API_PORT: String(port),
        DATABASE_URL: databaseUrl,
        // The load comes from one address and a handful of tokens; limits are tested elsewhere.
        RATE_LIMIT_FACTOR: '1000000',
        // As in production: every request is logged, to a file.
        LOG_LEVEL: 'INFO',
        LOG_DIR: join(workingDirectory, 'logs'),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const server = new ServerUnderTest(child, port);
    await told(child, 'ready');
    return server;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async usage(): Promise<Usage> {
    const answer = told(this.child, 'usage');
    this.ask({ ask: 'usage' });
    return (await answer).usage;
  }

  /** Resolves when the server has worked off what it found at its start, such as curves not summed up yet, or time is up. */
  async rest(atMostSeconds: number): Promise<void> {
    let before = (await this.usage()).cpuMs;
    for (let quiet = 0, waited = 0; quiet < QUIET_SECONDS && waited < atMostSeconds; waited += 1) {
      await pause(SECOND_MS);
      const { cpuMs } = await this.usage();
      quiet = cpuMs - before < BUSY_MS ? quiet + 1 : 0;
      before = cpuMs;
    }
  }

  collectGarbage(): void {
    this.ask({ ask: 'collect-garbage' });
  }

  /** Begins a CPU profile; given a file, ends it and has it written there. */
  profile(file: string | null): void {
    this.ask({ ask: 'profile', file });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.ask({ ask: 'end' });
    await once(this.child, 'exit');
    process.off('exit', this.kill);
  }

  private ask(order: Order): void {
    this.child.send(order);
  }
}

function told<Kind extends Told['told']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Told, { told: Kind }>> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      child.off('message', hear).off('exit', die);
    };
    const hear = (message: Told): void => {
      if (message.told !== kind) return;
      stop();
      resolve(message as Extract<Told, { told: Kind }>);
    };
    const die = (code: number | null): void => {
      stop();
      reject(new Error(`The measured server ended with ${String(code)}`));
    };
    child.on('message', hear).on('exit', die);
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEFAULT_PORT = 8000;
const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 10_000;
/** Its own database and settings: a demo never writes into a real one. */
const OWN_SETTINGS = ['DATABASE_URL', 'REDIS_URL', 'ROLES', 'PROMETHEUS_PORT', 'SENTRY_DSN', 'NODE_ENV'];

/** The backend as `npm start` runs it, in a directory of its own that is gone afterwards. */
export class BackendProcess {
  private said = '';

  private constructor(
    readonly url: string,
    private readonly directory: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.said = (this.said + chunk.toString()).slice(-8_000);
      });
    }
  }

  /** Starts it and waits until it takes requests. */
  static async start(port: number | null, signal: AbortSignal): Promise<BackendProcess> {
    const chosen = port ?? (await freePort());
    const directory = await mkdtemp(join(tmpdir(), 'rubi-studio-demo-'));
    // PostgreSQL does not run as root: under another account it must be able to enter.
    await chmod(directory, 0o755);
    const child = spawn(process.execPath, [join(__dirname, '../../src/main.js')], {
      cwd: directory,
      env: {
        ...without(process.env, OWN_SETTINGS),
        RUBI_DATA_DIR: join(directory, 'data'),
        API_HOST: '127.0.0.1',
        API_PORT: String(chosen),
        LOG_DIR: 'none',
        LOG_LEVEL: 'warn',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C reaches this process only: the backend is asked to stop once, in order.
      detached: true,
    });
    const backend = new BackendProcess(`http://127.0.0.1:${chosen}`, directory, child);
    try {
      await backend.untilReady(signal);
      return backend;
    } catch (error) {
      await backend.stop();
      throw error;
    }
  }

  /** Resolves when it ends, whoever ended it. */
  async ended(): Promise<void> {
    if (this.isRunning()) await once(this.child, 'exit');
  }

  /** The last of what it wrote: for when it ends before its time. */
  get lastWords(): string {
    return this.said.trim();
  }

  /** Asks it to stop, waits, and removes its directory. */
  async stop(): Promise<void> {
    if (this.isRunning()) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      const late = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
      await gone;
      clearTimeout(late);
    }
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async untilReady(signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (performance.now() < deadline) {
      signal.throwIfAborted();
      if (!this.isRunning()) throw new Error(`The backend ended at its start:\n${this.lastWords}`);
      if (await this.isReady()) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The backend is not ready after ${READY_WITHIN_MS / 1000} s:\n${this.lastWords}`);
  }

  private async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** 8000 when it is free, else one that is. */
async function freePort(): Promise<number> {
  return (await listensOn(DEFAULT_PORT)) ?? (await listensOn(0)) ?? DEFAULT_PORT;
}

function listensOn(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : null);
      });
    });
  });
}

function without(environment: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)));
}

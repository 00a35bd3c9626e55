import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const START_TIMEOUT_MS = 60_000;

export interface ServerProcessOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** Another program than the server, by its path in the build output. */
  readonly program?: string;
  /** Puts a shell between, as npm does. */
  readonly inShell?: boolean;
  /** Runs it as another user; only root may ask for that. */
  readonly uid?: number;
  readonly gid?: number;
}

/** `npm start` without the build: the program itself, in a process of its own that can be killed. */
export class ServerProcess {
  private said = '';

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    }
    process.once('exit', () => child.kill('SIGKILL'));
  }

  static async spawn(options: ServerProcessOptions): Promise<ServerProcess> {
    const { PATH } = process.env;
    const {
      workingDirectory,
      environment,
      program: file = 'src/main.js',
      inShell = false,
      ...user
    } = options;
    const programs = await builtPrograms();
    const main = join(programs, file);
    // The second command keeps the shell from becoming the first.
    const command = `"${process.execPath}" "${main}"; exit $?`;
    const [program, parameters] = inShell ? ['sh', ['-c', command]] : [process.execPath, [main]];
    const child = spawn(program, parameters, {
      cwd: workingDirectory,
      // What one process has compiled, the next need not.
      env: { PATH, LOG_DIR: 'none', NODE_COMPILE_CACHE: join(programs, 'compiled'), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    });
    return new ServerProcess(child);
  }

  /** Everything it wrote so far, to either stream. */
  get output(): string {
    return this.said;
  }

  async untilReady(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!this.said.includes('Rubi Studio ')) {
      if (this.child.exitCode !== null)
        throw new Error(`It ended with ${this.child.exitCode}:\n${this.said}`);
      if (performance.now() > deadline) throw new Error(`It is not ready in time:\n${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Sends a signal and waits for the end. Returns the exit code; null if the signal itself ended it. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.exitCode();
  }

  /** Waits for it to end by itself. */
  async exitCode(): Promise<number | null> {
    // `close` comes after the last output, `exit` may come before it.
    if (this.child.stdout?.closed !== true) await once(this.child, 'close');
    return this.child.exitCode;
  }
}

let built: Promise<string> | undefined;

/** Where the programs lie, compiled as they are now, once for each run of tests. */
export function builtPrograms(): Promise<string> {
  built ??= compile(join(ROOT, 'node_modules/.cache/rubi-studio', `run-${process.env['RUBI_TEST_RUN']}`));
  return built;
}

async function compile(directory: string): Promise<string> {
  if (existsSync(directory)) return directory;
  const draft = `${directory}.${process.pid}`;
  const swc = join(ROOT, 'node_modules/@swc/cli/bin/swc.js');
  await promisify(execFile)(process.execPath, [swc, 'src', 'migrations', '-d', draft, '--quiet'], {
    cwd: ROOT,
  });
  // Another file of this run may have been faster; its result is the same.
  await rename(draft, directory).catch(() => rm(draft, { recursive: true, force: true }));
  return directory;
}

/** Removes what was built for a run. */
export async function removeBuild(run: number): Promise<void> {
  await rm(join(ROOT, 'node_modules/.cache/rubi-studio', `run-${run}`), { recursive: true, force: true });
}

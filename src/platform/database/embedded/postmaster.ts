import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Binaries } from './binaries';
import { type Account, run } from './run';

/** After a crash the server first repairs itself, which takes as long as there was work since its last checkpoint. */
const START_TIMEOUT_S = 120;
const STOP_TIMEOUT_S = 30;

/** The server process of one cluster. It belongs to nobody's process group: it outlives us if we are killed. */
export class Postmaster {
  private readonly pidFile: string;
  private readonly log: string;

  constructor(
    private readonly directory: string,
    private readonly binaries: Binaries,
    private readonly account: Account,
  ) {
    this.pidFile = join(directory, 'postmaster.pid');
    this.log = join(directory, 'server.log');
  }

  /** The port it listens on, or null when it does not run. */
  async runningPort(): Promise<number | null> {
    const lines = (await readFile(this.pidFile, 'utf8').catch(() => '')).split('\n');
    const [pid, , , port] = lines.map(Number);
    if (pid === undefined || port === undefined || pid === 0 || port === 0) return null;
    return (await isPostgres(pid)) ? port : null;
  }

  /** @throws Error with the server's own words when it does not come up. */
  async start(port: number): Promise<void> {
    await this.removeStalePidFile();
    const seconds = String(START_TIMEOUT_S);
    const parameters = ['-D', this.directory, '-l', this.log, '-w', '-t', seconds, '-o', `-p ${port}`];
    const { code, output } = await run(this.binaries.pgCtl, [...parameters, 'start'], this.account);
    if (code !== 0) throw new Error(`${output}\n${await this.lastWords()}`.trim());
  }

  /** Ends all sessions and writes everything down. A server that does not run is as good as stopped. */
  async stop(): Promise<void> {
    const parameters = ['-D', this.directory, '-m', 'fast', '-w', '-t', String(STOP_TIMEOUT_S), 'stop'];
    const { code, output } = await run(this.binaries.pgCtl, parameters, this.account);
    if (code !== 0 && (await this.runningPort()) !== null) throw new Error(output);
  }

  /**
   * After a crash of the machine the file names a process id that somebody else has by now (in a container even
   * ourselves), and PostgreSQL would take that process for its own server.
   */
  private async removeStalePidFile(): Promise<void> {
    const text = await readFile(this.pidFile, 'utf8').catch(() => null);
    if (text === null) return;
    const pid = Number(text.split('\n')[0]);
    if (!(await isPostgres(pid))) await rm(this.pidFile, { force: true });
  }

  private async lastWords(): Promise<string> {
    const log = await readFile(this.log, 'utf8').catch(() => '');
    return log.split('\n').slice(-6).join('\n');
  }
}

/** Asks the operating system for a free port of the loopback interface. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string')
          reject(new Error('No port of the loopback is free'));
        else resolve(address.port);
      });
    });
  });
}

/** Tells a live PostgreSQL from a process that merely got its number. */
async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    return name.startsWith('postgres');
  }
  const { output } =
    process.platform === 'win32'
      ? await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], null)
      : await run('ps', ['-p', String(pid), '-o', 'comm='], null);
  return output.includes('postgres');
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = join(__dirname, '../../src/main.js');
const READY_WITHIN_MS = 90_000;

/** One process of the backend, that is started again whenever it ends: what an orchestrator does. */
export class BackendServer {
  /** Failpoints for the next start, such as `S3:12`; empty when there shall be none. */
  failpoints: () => string = () => '';
  /** Told of the failpoint that ended it. */
  onFailpoint: (failpoint: string) => void = () => undefined;
  /** All that its processes wrote. */
  said = '';
  starts = 0;
  private child: ChildProcess | null = null;
  private armed = '';
  private wanted = false;
  private asked = false;
  private ready = false;

  constructor(
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    process.once('exit', () => this.child?.kill('SIGKILL'));
  }

  start(): void {
    this.wanted = true;
    this.launch();
  }

  async untilReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!this.ready) {
      if (performance.now() > deadline) throw new Error(`Not ready in time:\n${this.said.slice(-4_000)}`);
      await pause(100);
    }
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.asked = true;
    this.ready = false;
    this.child?.kill(signal);
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  async end(): Promise<void> {
    this.wanted = false;
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGCONT');
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
    await gone;
    clearTimeout(late);
  }

  private launch(): void {
    this.starts += 1;
    this.asked = false;
    this.ready = false;
    this.armed = this.failpoints();
    const child = spawn(process.execPath, [MAIN], {
      env: { ...this.environment, RUBI_FAILPOINTS: this.armed },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
        if (this.child === child) this.ready ||= chunk.includes('Rubi Studio ');
      });
    }
    child.once('exit', (_, signal) => {
      this.ready = false;
      if (signal === 'SIGKILL' && !this.asked) this.onFailpoint(this.armed);
      setTimeout(() => {
        if (this.wanted) this.launch();
      }, 100);
    });
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = join(__dirname, 'backend-main.js');
/** A start that is under way gets eight seconds, closing twenty; the rest is patience with a busy machine. */
const ENDS_WITHIN_MS = 60_000;
const READY_WITHIN_MS = 180_000;
/** A process that ends so often before it was ready, and unasked, has no fault to blame for it. */
const VAIN_STARTS = 20;

/** One process of the backend, that is started again whenever it ends: what an orchestrator does. */
export class BackendServer {
  /** Failpoints for the next start, such as `S3:12`; empty when there shall be none. */
  failpoints: () => string = () => '';
  /** Told of the failpoint that ended it. */
  onFailpoint: (failpoint: string) => void = () => undefined;
  /** All that its processes wrote. */
  said = '';
  starts = 0;
  /** How often it was asked to end, and did not. */
  stuck = 0;
  private child: ChildProcess | null = null;
  private vain = 0;
  private armed = '';
  private wanted = false;
  private asked = false;
  private ready = false;
  private startedMs = 0;
  /** How long each start took. */
  readonly startsTookMs: number[] = [];

  constructor(
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    process.once('exit', () => this.child?.kill('SIGKILL'));
  }

  get isReady(): boolean {
    return this.ready;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  start(): void {
    this.wanted = true;
    this.launch();
  }

  async untilReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!this.ready) {
      if (performance.now() > deadline || this.vain >= VAIN_STARTS)
        throw new Error(`Not ready in time:\n${this.said.slice(-4_000)}`);
      await pause(100);
    }
  }

  kill(signal: 'SIGKILL' | 'SIGTERM'): void {
    this.asked = true;
    this.ready = false;
    const { child } = this;
    child?.kill(signal);
    // One that is gone already, by a failpoint say, cannot be late.
    if (signal === 'SIGKILL' || child?.exitCode !== null || child.signalCode !== null) return;
    const late = setTimeout(() => {
      this.stuck += 1;
      child.kill('SIGKILL');
    }, ENDS_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(late);
    });
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
    this.startedMs = performance.now();
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
        if (this.child !== child || this.ready || !chunk.includes('Rubi Studio ')) return;
        this.ready = true;
        this.vain = 0;
        this.startsTookMs.push(performance.now() - this.startedMs);
      });
    }
    child.once('exit', (_, signal) => {
      if (!this.ready && !this.asked) this.vain += 1;
      this.ready = false;
      if (signal === 'SIGKILL' && !this.asked) this.onFailpoint(this.armed);
      setTimeout(() => {
        if (this.wanted) this.launch();
      }, 100);
    });
  }
}

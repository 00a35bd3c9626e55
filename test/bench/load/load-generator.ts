import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { type CrowdJob, type CrowdOutcome, type FromGenerator, type Job, type Outcome } from './job';

const PROGRAM = join(__dirname, 'generator.js');

/** Hands jobs to the load generator, one at a time. */
export class LoadGenerator {
  private readonly child: ChildProcess = fork(PROGRAM, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

  private readonly kill = (): void => {
    this.child.kill('SIGKILL');
  };

  constructor() {
    process.once('exit', this.kill);
  }

  run(job: CrowdJob): Promise<CrowdOutcome>;
  run(job: Job, up?: () => void): Promise<Outcome>;
  /** @param up called once the job's warm-up is over, if it has one */
  run(job: Job, up: () => void = () => undefined): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.child.off('message', hear).off('exit', die);
      };
      const hear = (message: FromGenerator): void => {
        if (message.told === 'up') {
          up();
          return;
        }
        stop();
        if (message.told === 'outcome') resolve(message.outcome);
        else reject(new Error(message.reason));
      };
      const die = (code: number | null): void => {
        stop();
        reject(new Error(`The load generator ended with ${String(code)}`));
      };
      this.child.on('message', hear).on('exit', die);
      this.child.send(job);
    });
  }

  stop(): void {
    process.off('exit', this.kill);
    this.child.disconnect();
  }
}

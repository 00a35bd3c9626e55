import { closedLoop } from './closed-loop';
import { crowd } from './crowd';
import { type FromGenerator, type Job, type Outcome } from './job';
import { liveSockets } from './live-sockets';
import { movingTerminals } from './moving-terminals';
import { pacedSignals } from './paced-signals';

function run(job: Job): Promise<Outcome> {
  switch (job.kind) {
    case 'closed':
      return closedLoop(job);
    case 'paced':
      return pacedSignals(job);
    case 'terminals':
      return movingTerminals(job);
    case 'sockets':
      return liveSockets(job);
    case 'crowd':
      return crowd(job);
  }
}

function tell(message: FromGenerator): void {
  process.send?.(message);
}

/** The load, in a process of its own: what it costs is not the server's. */
process.on('message', (job: Job) => {
  run(job).then(
    (outcome) => {
      tell({ told: 'outcome', outcome });
    },
    (error: unknown) => {
      tell({
        told: 'failed',
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    },
  );
});
process.on('disconnect', () => process.exit());

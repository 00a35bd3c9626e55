import { type Reply } from './http-line';
import { CROWD_KINDS, type CrowdKind, type CrowdOutcome, type CrowdShare } from './job';
import { spreadOf } from './latencies';
import { Tally } from './tally';

interface Counts {
  readonly admitted: number[];
  readonly refused: number[];
  unavailable: number;
  failed: number;
}

const OVERLOADED = /\r\nx-error-code: SERVER\.OVERLOADED\r\n/i;
const RETRY_AFTER = /\r\nretry-after: [1-5]\r\n/i;

/** Who was let in, who was refused as it is promised, and how long either took. */
export class CrowdTally {
  private readonly tally = new Tally();
  private readonly counts = new Map<CrowdKind, Counts>(
    CROWD_KINDS.map((kind) => [kind, { admitted: [], refused: [], unavailable: 0, failed: 0 }]),
  );

  take(kind: CrowdKind, { status, head, body }: Reply, tookMs: number): void {
    const counts = this.counts.get(kind);
    if (!counts) return;
    if (status >= 200 && status < 300) {
      counts.admitted.push(tookMs);
      this.tally.durations.push(tookMs);
      return;
    }
    if (status === 503 && RETRY_AFTER.test(`${head}\r\n`)) {
      if (OVERLOADED.test(`${head}\r\n`)) counts.refused.push(tookMs);
      else counts.unavailable += 1;
      return;
    }
    counts.failed += 1;
    this.tally.fail(`${kind} ${status} ${body.toString('utf8', 0, 200)}`);
  }

  outcome(durationMs: number): Omit<CrowdOutcome, 'recoveredMs'> {
    const shares = [...this.counts].map(([kind, counts]) => [kind, shareOf(counts)] as const);
    const whole = this.tally.outcome();
    return {
      ...whole,
      perSecond: whole.done / (durationMs / 1000),
      kinds: Object.fromEntries(shares) as CrowdOutcome['kinds'],
    };
  }
}

function shareOf({ admitted, refused, unavailable, failed }: Counts): CrowdShare {
  return {
    asked: admitted.length + refused.length + unavailable + failed,
    admitted: spreadOf(admitted),
    refused: spreadOf(refused),
    unavailable,
    failed,
  };
}

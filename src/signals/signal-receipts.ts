import { Injectable, Logger } from '@nestjs/common';
import { BoundedMap } from '../platform/memory/bounded-map';
import { SignalMetrics, type SignalStage } from './signal-metrics';
import { SignalsRepository } from './signals.repository';
import { type Signal } from './signal';

/** Signals whose receipt is remembered: more than are under way at any time. */
const MOST_KNOWN = 20_000;

/**
 * When signals were received, to measure how long the later stages of their path took. Remembered of those that this
 * process has stored or decided, so that nothing is read for a measurement while somebody waits for an order.
 */
@Injectable()
export class SignalReceipts {
  private readonly logger = new Logger(SignalReceipts.name);
  private readonly receivedAt = new BoundedMap<string, Date>(MOST_KNOWN);

  constructor(
    private readonly repository: SignalsRepository,
    private readonly metrics: SignalMetrics,
  ) {}

  note(signals: readonly Pick<Signal, 'id' | 'receivedAt'>[]): void {
    for (const { id, receivedAt } of signals) this.receivedAt.set(id, receivedAt);
  }

  /** Nobody waits for it: what is not remembered is read by and by. */
  measure(stage: SignalStage, signalIds: readonly string[], at: Date): void {
    const unknown = signalIds.filter((id) => !this.observe(stage, id, at));
    if (unknown.length === 0) return;
    this.repository.findByIds(null, unknown).then(
      (found) => {
        this.note(found);
        for (const id of unknown) this.observe(stage, id, at);
      },
      (error: unknown) => {
        this.logger.debug(`Not measured: ${error instanceof Error ? error.message : String(error)}`);
      },
    );
  }

  private observe(stage: SignalStage, signalId: string, at: Date): boolean {
    const receivedAt = this.receivedAt.get(signalId);
    if (receivedAt) this.metrics.reached(stage, receivedAt, at);
    return receivedAt !== undefined;
  }
}

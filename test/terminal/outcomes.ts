import { Decimal } from 'decimal.js';
import { type Side } from './account-math';

/** What a send shall meet instead of the ordinary course of things. */
export type Outcome =
  | { readonly kind: 'refuse'; readonly retcode: number }
  /** Fills a share of the volume, 10010. */
  | { readonly kind: 'partial'; readonly share: Decimal.Value }
  /** The answer does not tell what happened: the trade may be booked at once, later, or never. */
  | {
      readonly kind: 'ambiguous';
      readonly retcode: number;
      readonly executed: 'now' | 'never' | { readonly afterMs: number };
    };

/** One call of OrderSend, as the broker saw it. */
export interface Send {
  readonly at: Date;
  readonly magic: string;
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Decimal;
  /** The position it was to close; null for an opening order. */
  readonly position: string | null;
  retcode: number;
  executed: Decimal;
}

/** Every OrderSend that reached the broker: the fault harness proves with it that nothing was executed twice. */
export class SendLedger {
  readonly sends: Send[] = [];

  record(send: Omit<Send, 'retcode' | 'executed'>): Send {
    const entry = { ...send, retcode: 0, executed: new Decimal(0) };
    this.sends.push(entry);
    return entry;
  }

  sendsOf(magic: string): number {
    return this.sends.filter((send) => send.magic === magic).length;
  }

  executionsOf(magic: string): number {
    return this.sends.filter((send) => send.magic === magic && send.executed.greaterThan(0)).length;
  }

  executedVolumeOf(magic: string): Decimal {
    const own = this.sends.filter((send) => send.magic === magic);
    return own.reduce((sum, send) => sum.plus(send.executed), new Decimal(0));
  }

  /** Orders executed more than once. A close may send once per position; manual trades (magic 0) are nobody's order. */
  doubles(): string[] {
    const seen = new Map<string, number>();
    for (const { magic, position, executed } of this.sends) {
      if (magic === '0' || executed.isZero()) continue;
      const key = position === null ? magic : `${magic} on position ${position}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    return [...seen].filter(([, count]) => count > 1).map(([key]) => key);
  }
}

interface Scripted {
  readonly outcome: Outcome;
  readonly when: (send: Send) => boolean;
}

/** Outcomes that wait for the next send they fit, in the order in which they were written down. */
export class OutcomeScript {
  private readonly waiting: Scripted[] = [];

  next(outcome: Outcome, when: (send: Send) => boolean = () => true): void {
    this.waiting.push({ outcome, when });
  }

  take(send: Send): Outcome | undefined {
    const index = this.waiting.findIndex(({ when }) => when(send));
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0]?.outcome;
  }
}

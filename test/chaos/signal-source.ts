import { Decimal } from 'decimal.js';
import { setTimeout as pause } from 'node:timers/promises';
import { type Market } from '../terminal/market';
import { type Random } from '../terminal/random';

const SYMBOLS = ['EURUSD', 'GBPUSD', 'USDJPY'] as const;
/** More than any run lasts: giving up would look like a loss. */
const ATTEMPTS = 5_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;
const TIMEOUT_MS = 4_000;
const CLOSING_SHARE = 0.2;
/** Now and then several strategies fire on the same tick. */
const BURST_SHARE = 0.15;
const BURST = 6;
const STOP_DISTANCE_TICKS = 500;

/** A signal that was acknowledged with a 2xx: from then on it must never be lost. */
export interface Acknowledged {
  readonly clientId: string;
  readonly signalId: string;
}

type Attempt =
  | { readonly kind: 'acknowledged'; readonly signalId: string }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly text: string };

/**
 * Posts signals, each again and again with the same key until it is acknowledged: as late as it was asked to, and later
 * after each failure, for senders that do not wait keep a slow server slow.
 */
export class SignalSource {
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals that no well-formed signal with a key of its own should get. */
  readonly refused: string[] = [];
  posted = 0;
  retries = 0;

  constructor(
    private readonly name: string,
    private readonly url: string,
    private readonly token: string,
    private readonly market: Market,
    private readonly random: Random,
  ) {}

  /** Posts until told to stop; signals overlap, as those of several strategies do. */
  async run(stopped: () => boolean, everyMs: number): Promise<void> {
    const underWay: Promise<void>[] = [];
    while (!stopped()) {
      const together = this.random.chance(BURST_SHARE) ? BURST : 1;
      for (let signal = 0; signal < together; signal += 1) underWay.push(this.post());
      await pause(everyMs * (0.5 + this.random.next()));
    }
    await Promise.all(underWay);
  }

  private async post(): Promise<void> {
    this.posted += 1;
    const clientId = `chaos-${this.name}-${this.posted}`;
    const body = JSON.stringify(this.signal(clientId));
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (attempt > 0) this.retries += 1;
      const outcome = await this.attempt(body);
      if (outcome.kind === 'acknowledged') {
        this.acknowledged.push({ clientId, signalId: outcome.signalId });
        return;
      }
      if (outcome.kind === 'refused') {
        this.refused.push(`${clientId}: ${outcome.text}`);
        return;
      }
      await pause(Math.max(outcome.afterMs, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)));
    }
    this.refused.push(`${clientId}: no answer in ${ATTEMPTS} attempts`);
  }

  private async attempt(body: string): Promise<Attempt> {
    try {
      const response = await fetch(`${this.url}/api/v1/trading/signals`, {
        method: 'POST',
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      if (response.ok) {
        const { signal_id: signalId } = JSON.parse(text) as { signal_id: number };
        return { kind: 'acknowledged', signalId: String(signalId) };
      }
      const passing = response.status >= 500 || response.status === 429;
      if (!passing) return { kind: 'refused', text: `${response.status} ${text}` };
      return { kind: 'again', afterMs: Number(response.headers.get('retry-after') ?? 0) * 1_000 };
    } catch {
      return { kind: 'again', afterMs: 0 };
    }
  }

  private signal(clientId: string): Record<string, unknown> {
    const symbol = this.random.pick(SYMBOLS);
    const buys = this.random.chance(0.5);
    const base = { symbol, signal_time: new Date().toISOString(), client_signal_id: clientId };
    if (this.random.chance(CLOSING_SHARE)) return { ...base, signal_type: buys ? 'CLOSE_BUY' : 'CLOSE_SELL' };
    const quote = this.market.quote(symbol);
    const entry = buys ? quote.ask : quote.bid;
    const tick = new Decimal(this.market.instrument(symbol)?.tickSize ?? '0.00001');
    const distance = tick.times(STOP_DISTANCE_TICKS).times(buys ? 1 : -1);
    return {
      ...base,
      signal_type: buys ? 'BUY' : 'SELL',
      entry_price: entry.toNumber(),
      stop_loss: entry.minus(distance).toNumber(),
      take_profit: entry.plus(distance).toNumber(),
      volume: 0.01,
    };
  }
}

import { type Json } from './api-client';
import { position } from './trading-desk';

interface Held {
  readonly ticket: string;
  readonly magic: string;
  volume: number;
}

interface Deal {
  readonly ticket: string;
  readonly position: string;
  readonly magic: string;
  readonly entry: 'IN' | 'OUT';
  readonly volume: number;
  readonly time: string;
}

/** What one execution came to. */
export interface Executed {
  readonly ticket: string;
  readonly deal: string;
  readonly volume: number;
}

/**
 * A broker that executes whatever it is told, as often as it is told, and counts. It knows EURUSD, buys at 1.1, and holds
 * positions apart. Nothing in it protects from a second execution: that is what is being watched.
 */
export class PlainBroker {
  private readonly executions = new Map<string, number>();
  private readonly held: Held[] = [];
  private readonly deals: Deal[] = [];
  private tickets = 1000;

  executionsOf(orderId: string): number {
    return this.executions.get(orderId) ?? 0;
  }

  open(magic: string, volume: number, at: Date): Executed {
    this.count(magic);
    const ticket = String(++this.tickets);
    this.held.push({ ticket, magic, volume });
    return this.deal({ position: ticket, magic, entry: 'IN', volume }, at);
  }

  /** Null when nothing of the position is left. */
  close(magic: string, ticket: string, volume: number, at: Date): Executed | null {
    const target = this.held.find((held) => held.ticket === ticket);
    if (!target || target.volume < volume - 1e-9) return null;
    this.count(magic);
    target.volume = Math.round((target.volume - volume) * 100) / 100;
    return this.deal({ position: ticket, magic, entry: 'OUT', volume }, at);
  }

  /** The trade that carries this magic number, as anybody who looks into the terminal finds it. */
  find(magic: string, entry: 'IN' | 'OUT'): Executed | null {
    const found = this.deals.find((deal) => deal.magic === magic && deal.entry === entry);
    return found ? { ticket: found.position, deal: found.ticket, volume: found.volume } : null;
  }

  positions(): Json[] {
    return this.held
      .filter(({ volume }) => volume > 0)
      .map(({ ticket, magic, volume }) => position(ticket, { magic, volume, comment: `RS${magic}` }));
  }

  history(): Json[] {
    return this.deals.map(({ ticket, position: held, magic, entry, volume, time }) => ({
      ticket,
      order: ticket,
      position: held,
      symbol: 'EURUSD',
      type: entry === 'IN' ? 'BUY' : 'SELL',
      entry,
      volume,
      price: 1.1,
      profit: 0,
      swap: 0,
      commission: 0,
      fee: 0,
      magic,
      comment: `RS${magic}`,
      reason: 'EXPERT',
      time,
    }));
  }

  private count(magic: string): void {
    this.executions.set(magic, this.executionsOf(magic) + 1);
  }

  private deal(made: Pick<Deal, 'position' | 'magic' | 'entry' | 'volume'>, at: Date): Executed {
    const ticket = String(++this.tickets);
    this.deals.push({ ...made, ticket, time: at.toISOString() });
    return { ticket: made.position, deal: ticket, volume: made.volume };
  }
}

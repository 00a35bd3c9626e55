import { type Happening, type Progress } from './progress';
import { type Trader } from './trader';
import { type SignalView } from './trader-wire';

/** At most so many signals are looked up in one turn; the oldest wait longest and come first. */
const LOOKUPS = 10;

/** Asks the backend, as a trader's screen would, what has become of everything. */
export class Watcher {
  constructor(
    private readonly trader: Trader,
    private readonly progress: Progress,
  ) {}

  /** @returns what is new since the last turn, in the order in which it came about */
  async turn(): Promise<Happening[]> {
    const decided = await this.lookUpSignals();
    await this.lookUpDesks();
    return [...decided, ...(await this.lookUpOrders())];
  }

  private async lookUpSignals(): Promise<Happening[]> {
    const followed = this.progress.unfinished().slice(0, LOOKUPS);
    const happenings = await Promise.all(
      followed.map(async (signal) => {
        const before = signal.view;
        signal.view = await this.trader.signal(signal.id);
        return isNewlyDecided(before, signal.view) ? [{ kind: 'decided', signal: signal.view } as const] : [];
      }),
    );
    return happenings.flat();
  }

  private async lookUpOrders(): Promise<Happening[]> {
    const orders = await this.trader.orders();
    const changed = orders.filter(
      (order) => this.progress.orders.get(order.order_id)?.status !== order.status,
    );
    for (const order of orders) this.progress.orders.set(order.order_id, order);
    return changed
      .sort((a, b) => Number(a.order_id) - Number(b.order_id))
      .map((order) => ({ kind: 'order', order, account: this.progress.accountNumber(order.account_id) }));
  }

  private async lookUpDesks(): Promise<void> {
    for (const desk of this.progress.desks) {
      const { sessionId } = desk.seat;
      if (sessionId === null) continue;
      desk.account = await this.trader.account(sessionId);
      desk.positions = await this.trader.positions(sessionId);
    }
  }
}

function isNewlyDecided(before: SignalView | null, after: SignalView): boolean {
  return after.decided_at !== null && !before?.decided_at;
}

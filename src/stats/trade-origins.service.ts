import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { type Order } from '../orders/order';
import { OrdersService } from '../orders/orders.service';
import { Transactions } from '../platform/database/transactions';
import { type TradeOrigin, type UntracedTrade } from '../positions/trade';
import { TradesService } from '../positions/trades.service';
import { type Signal } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';

const AT_ONCE = 500;
/** Magic numbers of other programs may be greater than any id of ours. */
const LARGEST_ORDER_ID = 9_223_372_036_854_775_807n;

/** Finds the orders and signals behind closed trades. */
@Injectable()
export class TradeOrigins {
  constructor(
    private readonly trades: TradesService,
    private readonly orders: OrdersService,
    private readonly signals: SignalsService,
    private readonly transactions: Transactions,
  ) {}

  /** Looks for the order of every closed trade of an account that has not been looked for. */
  async trace(account: Account): Promise<void> {
    for (;;) {
      const untraced = await this.trades.untraced(account.id, AT_ONCE);
      if (untraced.length === 0) return;
      const origins = await this.originsOf(account, untraced);
      const traced = untraced.map((trade) => ({ trade, origin: origins.get(trade) ?? null }));
      await this.transactions.run((tx) => this.trades.recordOrigins(tx, traced));
      if (untraced.length < AT_ONCE) return;
    }
  }

  private async originsOf(
    { userId }: Account,
    trades: readonly UntracedTrade[],
  ): Promise<Map<UntracedTrade, TradeOrigin>> {
    const ids = [...new Set(trades.map(({ magic }) => magic).filter((magic) => isOrderId(magic)))];
    if (ids.length === 0) return new Map();
    const orders = new Map((await this.orders.byIds(userId, ids)).map((order) => [order.id, order]));
    const signalIds = [...new Set([...orders.values()].map(({ signalId }) => signalId))];
    const signals = new Map((await this.signals.byIds(null, signalIds)).map((signal) => [signal.id, signal]));
    const found = new Map<UntracedTrade, TradeOrigin>();
    for (const trade of trades) {
      const order = orders.get(trade.magic ?? '');
      if (order && isOrderOf(order, trade)) found.set(trade, originOf(order, signals.get(order.signalId)));
    }
    return found;
  }
}

/**
 * Another program may use a number that happens to be an order's: the trade must be what the order asked for, and carry
 * its comment or be the position that its terminal named.
 */
function isOrderOf(order: Order, trade: UntracedTrade): boolean {
  const isNamed = trade.comment === `RS${order.id}` || order.positionTicket === trade.positionId;
  return (
    isNamed &&
    order.action === 'OPEN' &&
    order.accountId === trade.accountId &&
    order.symbol === trade.symbol &&
    order.side === trade.side
  );
}

function originOf(order: Order, signal: Signal | undefined): TradeOrigin {
  return {
    orderId: order.id,
    signalId: order.signalId,
    strategy: signal?.strategy ?? null,
    source: signal?.source ?? null,
    plannedRisk: order.riskMoney,
    signalPrice: signal?.entryPrice ?? null,
  };
}

function isOrderId(magic: string | null): magic is string {
  return magic !== null && magic !== '0' && BigInt(magic) <= LARGEST_ORDER_ID;
}

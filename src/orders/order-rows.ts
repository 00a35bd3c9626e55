import { lots, money, price } from '../money/quantity';
import { type CloseTarget, type Order, type OrderAction, type OrderSide } from './order';
import { type OrderStatus } from './order.state';

/** A row of `trading_orders`, as pg hands it over. */
export interface OrderRow {
  readonly id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly signal_id: string;
  readonly action: OrderAction;
  readonly side: OrderSide;
  readonly symbol: string;
  readonly volume: string;
  readonly entry_price: string | null;
  readonly stop_loss: string | null;
  readonly take_profit: string | null;
  readonly close_targets: readonly { readonly ticket: string; readonly volume: string }[] | null;
  readonly risk_money: string | null;
  readonly margin_money: string | null;
  readonly status: OrderStatus;
  readonly version: number;
  readonly session_id: string | null;
  readonly epoch: number | null;
  readonly delivery_count: number;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly sent_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly cancel_requested_at: Date | null;
  readonly finished_at: Date | null;
  readonly filled_volume: string;
  readonly fill_price: string | null;
  readonly order_ticket: string | null;
  readonly deal_ticket: string | null;
  readonly position_ticket: string | null;
  readonly retcode: number | null;
  readonly message: string | null;
  readonly source: string | null;
  readonly flattens: boolean;
  readonly taken_back_by: string | null;
}

/** `o` is the table's alias wherever these are used. */
export const ORDER_COLUMNS = [
  'id',
  'user_id',
  'account_id',
  'signal_id',
  'action',
  'side',
  'symbol',
  'volume',
  'entry_price',
  'stop_loss',
  'take_profit',
  'close_targets',
  'risk_money',
  'margin_money',
  'status',
  'version',
  'session_id',
  'epoch',
  'delivery_count',
  'created_at',
  'expires_at',
  'sent_at',
  'acknowledged_at',
  'cancel_requested_at',
  'finished_at',
  'filled_volume',
  'fill_price',
  'order_ticket',
  'deal_ticket',
  'position_ticket',
  'retcode',
  'message',
  'source',
  'flattens',
  'taken_back_by',
]
  .map((column) => `o.${column}`)
  .join(', ');

export function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    userId: row.user_id,
    accountId: row.account_id,
    signalId: row.signal_id,
    action: row.action,
    side: row.side,
    symbol: row.symbol,
    volume: lots(row.volume),
    entryPrice: row.entry_price === null ? null : price(row.entry_price),
    stopLoss: row.stop_loss === null ? null : price(row.stop_loss),
    takeProfit: row.take_profit === null ? null : price(row.take_profit),
    closeTargets: (row.close_targets ?? []).map((target) => ({
      ticket: target.ticket,
      volume: lots(target.volume),
    })),
    riskMoney: row.risk_money === null ? null : money(row.risk_money),
    marginMoney: row.margin_money === null ? null : money(row.margin_money),
    status: row.status,
    version: row.version,
    sessionId: row.session_id,
    epoch: row.epoch,
    deliveryCount: row.delivery_count,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    sentAt: row.sent_at,
    acknowledgedAt: row.acknowledged_at,
    cancelRequestedAt: row.cancel_requested_at,
    finishedAt: row.finished_at,
    filledVolume: lots(row.filled_volume),
    fillPrice: row.fill_price === null ? null : price(row.fill_price),
    orderTicket: row.order_ticket,
    dealTicket: row.deal_ticket,
    positionTicket: row.position_ticket,
    retcode: row.retcode,
    message: row.message,
    source: row.source ?? 'unknown',
    flattens: row.flattens,
    takenBackBy: row.taken_back_by,
  };
}

/** Volumes as text: what is in jsonb would come back as a float. */
export function writeTargets(targets: readonly CloseTarget[]): string | null {
  if (targets.length === 0) return null;
  return JSON.stringify(targets.map(({ ticket, volume }) => ({ ticket, volume: volume.toFixed() })));
}

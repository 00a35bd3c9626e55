import { type TimeBasis } from '../../mt5-session/broker-clock';
import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { pipsOf } from '../pip';
import { type Side } from '../position';
import { rMultipleOf, slippageOf, type Trade } from '../trade';

/** A closed trade on the wire. */
export interface TradeBody {
  readonly position: string;
  readonly leg: number;
  readonly account_id: string;
  readonly symbol: string;
  readonly type: Side;
  readonly volume: number;
  readonly open_price: number | null;
  readonly close_price: number | null;
  readonly open_time: string | null;
  readonly close_time: string | null;
  readonly open_broker_time: string | null;
  readonly close_broker_time: string | null;
  /** How `open_time` and `close_time` became UTC. */
  readonly open_time_basis: TimeBasis | null;
  readonly close_time_basis: TimeBasis | null;
  readonly holding_ms: number | null;
  readonly close_reason: string | null;
  readonly deals: number;
  readonly profit: number;
  readonly swap: number;
  readonly commission: number;
  readonly fee: number;
  readonly net: number;
  /** How far the price went in its favour; null where nobody agrees on what a pip is. */
  readonly pips: number | null;
  readonly lowest_profit: number | null;
  readonly highest_profit: number | null;
  readonly planned_risk: number | null;
  readonly r_multiple: number | null;
  readonly signal_price: number | null;
  readonly slippage: number | null;
  readonly order_id: string | null;
  readonly signal_id: number | null;
  readonly strategy: string | null;
  readonly source: string | null;
  readonly magic: string | null;
  readonly comment: string | null;
}

export function tradeBody(trade: Trade): TradeBody {
  const { openedAt, closedAt, origin } = trade;
  return {
    position: trade.positionId,
    leg: trade.leg,
    account_id: trade.accountId,
    symbol: trade.symbol,
    type: trade.side,
    volume: toJsonNumber(trade.volume),
    open_price: toJsonNumberOrNull(trade.openPrice),
    close_price: toJsonNumberOrNull(trade.closePrice),
    open_time: openedAt?.toISOString() ?? null,
    close_time: closedAt?.toISOString() ?? null,
    open_broker_time: trade.openedBrokerTime,
    close_broker_time: trade.closedBrokerTime,
    open_time_basis: trade.openTimeBasis,
    close_time_basis: trade.closeTimeBasis,
    holding_ms: openedAt && closedAt ? closedAt.getTime() - openedAt.getTime() : null,
    close_reason: trade.closeReason,
    deals: trade.deals,
    profit: toJsonNumber(trade.profit),
    swap: toJsonNumber(trade.swap),
    commission: toJsonNumber(trade.commission),
    fee: toJsonNumber(trade.fee),
    net: toJsonNumber(trade.net),
    pips: toJsonNumberOrNull(pipsOf(trade)?.toDecimalPlaces(4)),
    lowest_profit: toJsonNumberOrNull(trade.lowestProfit),
    highest_profit: toJsonNumberOrNull(trade.highestProfit),
    planned_risk: toJsonNumberOrNull(origin?.plannedRisk),
    r_multiple: toJsonNumberOrNull(rMultipleOf(trade)),
    signal_price: toJsonNumberOrNull(origin?.signalPrice),
    slippage: toJsonNumberOrNull(slippageOf(trade)),
    order_id: origin?.orderId ?? null,
    signal_id: origin ? Number(origin.signalId) : null,
    strategy: origin?.strategy ?? null,
    source: origin?.source ?? null,
    magic: trade.magic,
    comment: trade.comment,
  };
}

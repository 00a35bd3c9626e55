import { type TimeBasis } from '../../mt5-session/broker-clock';
import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { type Deal, type DealEntry } from '../deal';

/** A deal on the wire. */
export interface DealBody {
  readonly ticket: string;
  readonly account_id: string;
  readonly order: string | null;
  readonly position: string | null;
  readonly symbol: string | null;
  readonly type: string;
  readonly entry: DealEntry;
  readonly volume: number;
  readonly price: number | null;
  readonly profit: number;
  readonly swap: number;
  readonly commission: number;
  readonly fee: number;
  readonly magic: string | null;
  readonly comment: string | null;
  readonly reason: string | null;
  readonly time: string;
  readonly broker_time: string | null;
  /** How `time` became UTC. */
  readonly time_basis: TimeBasis;
  readonly received_at: string;
}

export function dealBody(deal: Deal): DealBody {
  return {
    ticket: deal.ticket,
    account_id: deal.accountId,
    order: deal.orderTicket,
    position: deal.positionId,
    symbol: deal.symbol,
    type: deal.type,
    entry: deal.entry,
    volume: toJsonNumber(deal.volume),
    price: toJsonNumberOrNull(deal.price),
    profit: toJsonNumber(deal.profit),
    swap: toJsonNumber(deal.swap),
    commission: toJsonNumber(deal.commission),
    fee: toJsonNumber(deal.fee),
    magic: deal.magic,
    comment: deal.comment,
    reason: deal.reason,
    time: deal.executedAt.toISOString(),
    broker_time: deal.brokerTime,
    time_basis: deal.timeBasis,
    received_at: deal.receivedAt.toISOString(),
  };
}

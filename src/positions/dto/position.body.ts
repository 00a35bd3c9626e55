import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { type Position, type PositionStatus, type Side } from '../position';

/** A position on the wire. */
export interface PositionBody {
  readonly ticket: string;
  readonly identifier: string;
  readonly account_id: string;
  readonly symbol: string;
  readonly type: Side;
  readonly volume: number;
  readonly open_price: number;
  readonly current_price: number | null;
  readonly sl: number | null;
  readonly tp: number | null;
  readonly profit: number;
  readonly swap: number;
  readonly commission: number;
  readonly magic: string | null;
  readonly comment: string | null;
  readonly open_time: string;
  readonly updated_at: string;
  readonly status: PositionStatus;
  readonly close_time: string | null;
  readonly close_price: number | null;
  readonly close_reason: string | null;
}

export function positionBody(position: Position): PositionBody {
  return {
    ticket: position.ticket,
    identifier: position.identifier,
    account_id: position.accountId,
    symbol: position.symbol,
    type: position.side,
    volume: toJsonNumber(position.volume),
    open_price: toJsonNumber(position.openPrice),
    current_price: toJsonNumberOrNull(position.currentPrice),
    sl: toJsonNumberOrNull(position.stopLoss),
    tp: toJsonNumberOrNull(position.takeProfit),
    profit: toJsonNumber(position.profit),
    swap: toJsonNumber(position.swap),
    commission: toJsonNumber(position.commission),
    magic: position.magic,
    comment: position.comment,
    open_time: position.openedAt.toISOString(),
    updated_at: position.lastSeenAt.toISOString(),
    status: position.status,
    close_time: position.closedAt?.toISOString() ?? null,
    close_price: toJsonNumberOrNull(position.closePrice),
    close_reason: position.closeReason,
  };
}

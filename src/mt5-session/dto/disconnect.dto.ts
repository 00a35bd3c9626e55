import { IsId, IsInstant, IsWhole, MayBeAbsent } from '../../platform/http/field-decorators';
import { type SessionCounters } from '../session';

const MOST = 2_147_483_647;

/** `POST /mt5/disconnect`, on the wire. */
export class DisconnectDto {
  @IsId()
  readonly session_id!: string;

  /** The terminal's own time. When the session ended is told by this server's clock. */
  @IsInstant()
  @MayBeAbsent()
  readonly timestamp?: Date | null;

  @IsWhole({ min: 0, max: MOST })
  @MayBeAbsent()
  readonly total_signals_sent?: number | null;

  @IsWhole({ min: 0, max: MOST })
  @MayBeAbsent()
  readonly total_signals_received?: number | null;

  @IsWhole({ min: 0, max: MOST })
  @MayBeAbsent()
  readonly total_orders_executed?: number | null;

  @IsWhole({ min: 0, max: MOST })
  @MayBeAbsent()
  readonly total_errors?: number | null;
}

export function toSessionCounters(dto: DisconnectDto): SessionCounters {
  return {
    signalsSent: dto.total_signals_sent ?? 0,
    signalsReceived: dto.total_signals_received ?? 0,
    ordersExecuted: dto.total_orders_executed ?? 0,
    errors: dto.total_errors ?? 0,
  };
}

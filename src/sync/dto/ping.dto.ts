import { type Decimal } from 'decimal.js';
import { type AccountState } from '../../accounts/account';
import { type Money } from '../../money/quantity';
import { reportedMoney } from '../../mt5-session/figures';
import { IsId, IsInstant, IsQuantity, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Ping } from '../pings';

/** `POST /mt5/ping`, on the wire. */
export class PingDto {
  @IsId()
  readonly session_id!: string;

  /** The terminal's own time; this server's clock decides. */
  @IsInstant()
  @MayBeAbsent()
  readonly timestamp?: Date | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly balance?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly equity?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin_free?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin_level?: Decimal | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly profit?: Money | null;
}

/** A state without both balance and equity is none: the account keeps what it had. */
export function toPing(dto: PingDto): Ping {
  return { sessionId: dto.session_id, reportedAt: dto.timestamp ?? undefined, state: stateOf(dto) };
}

function stateOf(dto: PingDto): AccountState | null {
  const { balance, equity, margin, margin_free: marginFree, margin_level: marginLevel, profit } = dto;
  return balance && equity ? { balance, equity, margin, marginFree, marginLevel, profit } : null;
}

import { type Decimal } from 'decimal.js';
import { type Money } from '../../money/quantity';
import { reportedMoney } from '../../mt5-session/figures';
import { IsId, IsInstant, IsQuantity, MayBeAbsent } from '../../platform/http/field-decorators';
import { type AccountState } from '../account';

/** An account's money, on the wire. What is absent stays as it was last reported. */
export class AccountStateDto {
  @IsQuantity(reportedMoney)
  readonly balance!: Money;

  /** Balance and the floating profit of the open positions. */
  @IsQuantity(reportedMoney)
  readonly equity!: Money;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin_free?: Money | null;

  /** In percent: equity ÷ margin × 100. */
  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly margin_level?: Decimal | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly profit?: Money | null;
}

/** `POST /mt5/account/update`, on the wire. */
export class UpdateAccountDto extends AccountStateDto {
  @IsId()
  readonly session_id!: string;

  /** The terminal's own time: a report older than the last one applied is kept as history only. */
  @IsInstant()
  @MayBeAbsent()
  readonly timestamp?: Date | null;
}

export function toAccountState(dto: AccountStateDto): AccountState {
  return {
    balance: dto.balance,
    equity: dto.equity,
    margin: dto.margin,
    marginFree: dto.margin_free,
    marginLevel: dto.margin_level,
    profit: dto.profit,
  };
}

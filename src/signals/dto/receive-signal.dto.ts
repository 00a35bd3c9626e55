import { Decimal } from 'decimal.js';
import { type Lots, lots, type Price, price, ratio } from '../../money/quantity';
import {
  IsId,
  IsInstant,
  IsOneOf,
  IsQuantity,
  IsSymbol,
  IsText,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { SIGNAL_TYPES, type SignalRequest, type SignalType } from '../signal';

/** `POST /trading/signals`, on the wire: snake_case, as the EA sends it. */
export class ReceiveSignalDto {
  @IsSymbol()
  readonly symbol!: string;

  @IsOneOf(SIGNAL_TYPES)
  readonly signal_type!: SignalType;

  /** Price at which the strategy fired. Absent: at the market, by the account's own quote. */
  @IsQuantity(price)
  @MayBeAbsent()
  readonly entry_price?: Price | null;

  @IsQuantity(price)
  @MayBeAbsent()
  readonly stop_loss?: Price | null;

  @IsQuantity(price)
  @MayBeAbsent()
  readonly take_profit?: Price | null;

  /** In lots: the most that may be traded. The risk can only lower it. */
  @IsQuantity(positiveLots)
  @MayBeAbsent()
  readonly volume?: Lots | null;

  @IsText({ max: 16 })
  @MayBeAbsent()
  readonly timeframe?: string | null;

  /** 0 to 1. */
  @IsQuantity(confidence)
  @MayBeAbsent()
  readonly confidence?: Decimal | null;

  /** When the strategy fired: RFC 3339 with an offset. */
  @IsInstant()
  readonly signal_time!: Date;

  /** The sender's own name for this signal: the same name again is the same signal again. */
  @IsText({ max: 255 })
  @MayBeAbsent()
  readonly client_signal_id?: string | null;

  @IsText({ max: 100 })
  @MayBeAbsent()
  readonly strategy?: string | null;

  /** Only the account of this session. */
  @IsId()
  @MayBeAbsent()
  readonly session_id?: string | null;

  /** Only the accounts with this number. */
  @IsText({ max: 64 })
  @MayBeAbsent()
  readonly account_number?: string | null;

  /** The terminal that holds the mirrored trade already: its account is left out. */
  @IsId()
  @MayBeAbsent()
  readonly source_session_id?: string | null;
}

/** Turns the wire's words into the inside's. */
export function toSignalRequest(dto: ReceiveSignalDto): SignalRequest {
  return {
    symbol: dto.symbol,
    type: dto.signal_type,
    entryPrice: dto.entry_price ?? null,
    stopLoss: dto.stop_loss ?? null,
    takeProfit: dto.take_profit ?? null,
    volume: dto.volume ?? null,
    timeframe: dto.timeframe ?? null,
    confidence: dto.confidence ?? null,
    strategy: dto.strategy ?? null,
    signalTime: dto.signal_time,
    clientSignalId: dto.client_signal_id ?? null,
    sourceSessionId: dto.source_session_id ?? null,
    targetSessionId: dto.session_id ?? null,
    targetAccountNumber: dto.account_number ?? null,
  };
}

function positiveLots(value: Decimal.Value): Lots {
  const volume = lots(value);
  if (volume.isZero()) throw new RangeError('volume must be above 0');
  return volume;
}

/** Often a float's 16 digits; the column keeps 8. */
function confidence(value: Decimal.Value): Decimal {
  const part = ratio(value);
  if (part.greaterThan(1)) throw new RangeError(`confidence out of range: ${part.toString()}`);
  return part.toDecimalPlaces(8);
}

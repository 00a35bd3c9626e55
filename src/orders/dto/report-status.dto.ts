import { IsId, IsInstant, IsOneOf, IsText, IsWhole, MayBeAbsent } from '../../platform/http/field-decorators';
import { SignalIdMismatchError } from '../orders.errors';
import { STATUS_WORDS, type StatusReport, type StatusWord } from '../signal-status';

/** `POST /trading/signals/{signal_id}/status`, on the wire. */
export class ReportStatusDto {
  @IsWhole({ min: 1, max: Number.MAX_SAFE_INTEGER })
  @MayBeAbsent()
  readonly signal_id?: number | null;

  @IsOneOf(STATUS_WORDS)
  readonly status!: StatusWord;

  /** `Order ticket: 123456789` tells the ticket. */
  @IsText({ min: 0, max: 500 })
  @MayBeAbsent()
  readonly message?: string | null;

  /** The terminal's own time; this server's clock decides. */
  @IsInstant()
  @MayBeAbsent()
  readonly timestamp?: Date | null;

  /** Which terminal speaks, when several were handed the signal. */
  @IsId()
  @MayBeAbsent()
  readonly session_id?: string | null;
}

/** @throws SignalIdMismatchError when path and body name different signals */
export function toStatusReport(signalId: string, dto: ReportStatusDto): StatusReport {
  if (typeof dto.signal_id === 'number' && String(dto.signal_id) !== signalId)
    throw new SignalIdMismatchError();
  return {
    signalId,
    status: dto.status,
    message: dto.message ?? null,
    sessionId: dto.session_id ?? null,
  };
}

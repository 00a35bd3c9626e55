import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { AccountStateDto, toAccountState } from '../../accounts/dto/account-state.dto';
import { PermissionsDto, toPermissions } from '../../accounts/dto/permissions.dto';
import { QuoteDto, toQuote } from '../../accounts/dto/quote.dto';
import { IsFlag, IsId, IsWhole, ListOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { DealDto, MOST_DEALS, toReportedDeal } from '../../positions/dto/deal.dto';
import { MovedPositionDto, toPositionPrice } from '../../positions/dto/moved-position.dto';
import { PositionDto, toReportedPosition } from '../../positions/dto/position.dto';
import { MovedNotAloneError } from '../sync.errors';
import { type SyncMessage } from '../sync-message';
import { HistoryDto, toHistoryProgress } from './history.dto';
import { ReportDto, toOrderReport } from './report.dto';
import { TerminalClockDto } from './terminal-clock.dto';

const MOST_POSITIONS = 500;
const MOST_REPORTS = 200;
const MOST_QUOTES = 200;

/** `POST /mt5/sync`, on the wire: everything a terminal has to say, once per cycle. */
export class SyncDto {
  @IsId()
  readonly session_id!: string;

  @IsWhole({ min: 1, max: 2_147_483_647 })
  readonly epoch!: number;

  /** Counts the messages of an epoch. The same number again gets the same answer again. */
  @IsWhole({ min: 1, max: Number.MAX_SAFE_INTEGER })
  readonly seq!: number;

  @ValidateNested()
  @Type(() => AccountStateDto)
  @MayBeAbsent()
  readonly account?: AccountStateDto | null;

  @ValidateNested()
  @Type(() => PermissionsDto)
  @MayBeAbsent()
  readonly permissions?: PermissionsDto | null;

  /** True: the list holds every open position, and what is missing from it is closed. */
  @IsFlag()
  @MayBeAbsent()
  readonly complete?: boolean | null;

  /** Absent: as they were. */
  @ListOf(() => PositionDto, { max: MOST_POSITIONS })
  @MayBeAbsent()
  readonly positions?: PositionDto[] | null;

  /**
   * In place of `positions`: exactly those of the last complete list are open, their terms are as they were, and these
   * are their prices. If the server knows others, it takes nothing of this list and answers `positions_wanted`.
   */
  @ListOf(() => MovedPositionDto, { max: MOST_POSITIONS })
  @MayBeAbsent()
  readonly moved?: MovedPositionDto[] | null;

  @ListOf(() => DealDto, { max: MOST_DEALS })
  @MayBeAbsent()
  readonly deals?: DealDto[] | null;

  /** Only while a terminal tells its whole history, because it was asked to when it connected. */
  @ValidateNested()
  @Type(() => HistoryDto)
  @MayBeAbsent()
  readonly history?: HistoryDto | null;

  @ListOf(() => ReportDto, { max: MOST_REPORTS })
  @MayBeAbsent()
  readonly reports?: ReportDto[] | null;

  @ListOf(() => QuoteDto, { max: MOST_QUOTES })
  @MayBeAbsent()
  readonly quotes?: QuoteDto[] | null;

  @ValidateNested()
  @Type(() => TerminalClockDto)
  @MayBeAbsent()
  readonly clock?: TerminalClockDto | null;
}

/** @throws MovedNotAloneError */
export function toSyncMessage(dto: SyncDto): SyncMessage {
  if (dto.moved && (dto.positions || dto.complete === false)) throw new MovedNotAloneError();
  return {
    sessionId: dto.session_id,
    epoch: dto.epoch,
    seq: dto.seq,
    account: dto.account ? toAccountState(dto.account) : null,
    permissions: dto.permissions ? toPermissions(dto.permissions) : undefined,
    brokerUtcOffsetSeconds: dto.clock?.utc_offset_seconds ?? undefined,
    positions: dto.positions ? dto.positions.map(toReportedPosition) : null,
    complete: dto.complete ?? false,
    moved: dto.moved ? dto.moved.map(toPositionPrice) : null,
    deals: (dto.deals ?? []).map(toReportedDeal),
    history: dto.history ? toHistoryProgress(dto.history) : null,
    reports: (dto.reports ?? []).map(toOrderReport),
    quotes: (dto.quotes ?? []).map(toQuote),
  };
}

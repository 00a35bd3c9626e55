import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsInstant, IsWhole, MayBeAbsent } from '../../platform/http/field-decorators';

/** The broker's wall clock has no zone, and must not pretend to have one. */
export const WALL_CLOCK = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
export const WALL_CLOCK_RULE = 'must be a time without a zone, such as 2025-10-23T13:00:00';
/** Zones reach from −12 to +14 hours. */
const WIDEST_OFFSET_SECONDS = 14 * 3600;

/** The terminal's clocks. They are measured and kept; this server's own clock decides. */
export class TerminalClockDto {
  /** `TimeGMT()`: the PC's clock. */
  @IsInstant()
  readonly gmt!: Date;

  /** `TimeTradeServer()`: the broker's clock, without a zone. */
  @Matches(WALL_CLOCK, { message: WALL_CLOCK_RULE })
  @ApiProperty({ example: '2025-10-23T13:00:00' })
  @MayBeAbsent()
  readonly trade_server?: string | null;

  /** Broker time minus UTC. */
  @IsWhole({ min: -WIDEST_OFFSET_SECONDS, max: WIDEST_OFFSET_SECONDS })
  @MayBeAbsent()
  readonly utc_offset_seconds?: number | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Matches, ValidateNested } from 'class-validator';
import { type AccountFacts, MARGIN_MODES, type MarginMode } from '../../accounts/account';
import { AccountStateDto, toAccountState } from '../../accounts/dto/account-state.dto';
import { PermissionsDto, toPermissions } from '../../accounts/dto/permissions.dto';
import { SEED_INTERVAL_MS, type SessionClient } from '../../mt5-session/session';
import { IsOneOf, IsText, IsWhole, MayBeAbsent } from '../../platform/http/field-decorators';
import { TerminalClockDto } from './terminal-clock.dto';

const INSTANCE = /^[\x21-\x7e]{8,128}$/;
const CURRENCY = /^[A-Z0-9]{3,12}$/;

/** `POST /mt5/connect`, on the wire: the seed's five fields, and what our connector adds. */
export class ConnectDto extends AccountStateDto {
  @IsText({ max: 64 })
  readonly account_number!: string;

  @IsText({ max: 128 })
  readonly broker!: string;

  @Matches(CURRENCY, { message: 'must be 3 to 12 capital letters or digits' })
  @ApiProperty({ example: 'USD' })
  readonly currency!: string;

  /** Kept by one installed connector with its journal: whoever has it may resume its session. */
  @Matches(INSTANCE, { message: 'must be 8 to 128 visible ASCII characters' })
  @ApiProperty({ example: 'b7e23ec29af22b0b4e41da31e868d572' })
  @MayBeAbsent()
  readonly instance_id?: string | null;

  @IsText({ max: 128 })
  @MayBeAbsent()
  readonly server?: string | null;

  @IsText({ min: 0, max: 128 })
  @MayBeAbsent()
  readonly account_name?: string | null;

  /** 100 = 1:100. */
  @IsWhole({ min: 1, max: 10_000 })
  @MayBeAbsent()
  readonly leverage?: number | null;

  @IsWhole({ min: 0, max: 8 })
  @MayBeAbsent()
  readonly currency_digits?: number | null;

  @IsOneOf(MARGIN_MODES)
  @MayBeAbsent()
  readonly margin_mode?: MarginMode | null;

  /** How often the terminal will call. */
  @IsWhole({ min: 100, max: 60_000 })
  @MayBeAbsent()
  readonly interval_ms?: number | null;

  @IsText({ max: 32 })
  @MayBeAbsent()
  readonly ea_version?: string | null;

  @IsWhole({ min: 0, max: 1_000_000 })
  @MayBeAbsent()
  readonly terminal_build?: number | null;

  @ValidateNested()
  @Type(() => PermissionsDto)
  @MayBeAbsent()
  readonly permissions?: PermissionsDto | null;

  @ValidateNested()
  @Type(() => TerminalClockDto)
  @MayBeAbsent()
  readonly clock?: TerminalClockDto | null;
}

/** A terminal that connects, in the inside's language. */
export interface Connecting {
  readonly account: AccountFacts;
  readonly client: SessionClient;
  readonly instanceId: string | undefined;
  readonly intervalMs: number;
  readonly eaVersion: string | undefined;
  readonly terminalBuild: number | undefined;
  /** The terminal's own reading of UTC. */
  readonly terminalTime: Date | undefined;
}

export function toConnecting(dto: ConnectDto): Connecting {
  return {
    account: {
      ...toAccountState(dto),
      accountNumber: dto.account_number,
      broker: dto.broker,
      currency: dto.currency,
      server: dto.server ?? undefined,
      name: dto.account_name ?? undefined,
      currencyDigits: dto.currency_digits ?? undefined,
      marginMode: dto.margin_mode ?? undefined,
      leverage: dto.leverage ?? undefined,
      permissions: dto.permissions ? toPermissions(dto.permissions) : undefined,
      brokerUtcOffsetSeconds: dto.clock?.utc_offset_seconds ?? undefined,
    },
    client: dto.instance_id ? 'connector' : 'seed',
    instanceId: dto.instance_id ?? undefined,
    intervalMs: dto.interval_ms ?? SEED_INTERVAL_MS,
    eaVersion: dto.ea_version ?? undefined,
    terminalBuild: dto.terminal_build ?? undefined,
    terminalTime: dto.clock?.gmt,
  };
}

import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type Price } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';

/** A symbol's conditions on one account, and its last quote there. */
@Entity('symbol_specs')
@Check('symbol_specs_tick_size_range', `tick_size > 0 AND tick_size < 1e9`)
@Check('symbol_specs_volume_step_range', `volume_step > 0 AND volume_step <= 1e6`)
export class SymbolSpecEntity {
  @ForeignKey('trading_accounts', { name: 'symbol_specs_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'symbol_specs_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'symbol', type: 'text', primaryKeyConstraintName: 'symbol_specs_pkey' })
  readonly symbol!: string;

  @Column({ name: 'digits', type: 'smallint' }) digits!: number;
  @DecimalColumn({ name: 'point' }) point!: Decimal;
  @DecimalColumn({ name: 'tick_size' }) tickSize!: Decimal;
  @DecimalColumn({ name: 'tick_value_profit' }) tickValueProfit!: Decimal;
  @DecimalColumn({ name: 'tick_value_loss' }) tickValueLoss!: Decimal;
  @DecimalColumn({ name: 'contract_size' }) contractSize!: Decimal;
  @DecimalColumn({ name: 'volume_min' }) volumeMin!: Decimal;
  @DecimalColumn({ name: 'volume_max' }) volumeMax!: Decimal;
  @DecimalColumn({ name: 'volume_step' }) volumeStep!: Decimal;
  @DecimalColumn({ name: 'volume_limit' }) volumeLimit!: Decimal;
  @Column({ name: 'stops_level_points', type: 'integer' }) stopsLevelPoints!: number;
  @Column({ name: 'freeze_level_points', type: 'integer' }) freezeLevelPoints!: number;
  @Column({ name: 'calc_mode', type: 'text' }) calcMode!: string;
  @Column({ name: 'trade_mode', type: 'text' }) tradeMode!: string;
  @Column({ name: 'execution_mode', type: 'text' }) executionMode!: string;
  @Column({ name: 'filling_modes', type: 'text', array: true }) fillingModes!: string[];
  @Column({ name: 'currency_base', type: 'text' }) currencyBase!: string;
  @Column({ name: 'currency_profit', type: 'text' }) currencyProfit!: string;
  @Column({ name: 'currency_margin', type: 'text' }) currencyMargin!: string;
  @DecimalColumn({ name: 'margin_initial' }) marginInitial!: Decimal;
  @DecimalColumn({ name: 'margin_maintenance' }) marginMaintenance!: Decimal;
  @DecimalColumn({ name: 'margin_rate_buy', nullable: true }) marginRateBuy!: Decimal | null;
  @DecimalColumn({ name: 'margin_rate_sell', nullable: true }) marginRateSell!: Decimal | null;
  @DecimalColumn({ name: 'bid', nullable: true }) bid!: Price | null;
  @DecimalColumn({ name: 'ask', nullable: true }) ask!: Price | null;
  @Column({ name: 'quoted_at', type: 'timestamptz', nullable: true }) quotedAt!: Date | null;
  @Column({ name: 'quote_received_at', type: 'timestamptz', nullable: true }) quoteReceivedAt!: Date | null;
  @Column({ name: 'reported_at', type: 'timestamptz' }) reportedAt!: Date;
}

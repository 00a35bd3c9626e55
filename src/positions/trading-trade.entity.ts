import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type Lots, type Money, type Price } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type Side } from './position';

/** A trade, derived from the deals of a position by `rebuild_trades`. Only what its order tells is added from outside. */
@Entity('trading_trades')
@Index('trading_trades_closed_idx', ['accountId', 'closedAt', 'closeTicket'], {
  where: 'closed_at IS NOT NULL',
})
@Index('trading_trades_user_closed_idx', ['userId', 'closedAt', 'accountId', 'closeTicket'], {
  where: 'closed_at IS NOT NULL',
})
@Index('trading_trades_open_idx', ['accountId', 'openedAt'], { where: 'closed_at IS NULL' })
@Index('trading_trades_origin_idx', ['accountId'], {
  where: 'closed_at IS NOT NULL AND magic IS NOT NULL AND NOT origin_known',
})
@Check('trading_trades_side_known', `side IN ('BUY', 'SELL')`)
@Check('trading_trades_leg_range', `leg >= 1`)
export class TradingTradeEntity {
  @ForeignKey('trading_accounts', { name: 'trading_trades_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'trading_trades_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({
    name: 'position_id',
    type: 'numeric',
    precision: 20,
    scale: 0,
    primaryKeyConstraintName: 'trading_trades_pkey',
  })
  readonly positionId!: string;

  @PrimaryColumn({ name: 'leg', type: 'integer', primaryKeyConstraintName: 'trading_trades_pkey' })
  readonly leg!: number;

  @ForeignKey('users', { name: 'trading_trades_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @Column({ name: 'symbol', type: 'text' }) readonly symbol!: string;
  @Column({ name: 'side', type: 'text' }) readonly side!: Side;
  @DecimalColumn({ name: 'volume' }) readonly volume!: Lots;
  @DecimalColumn({ name: 'closed_volume' }) readonly closedVolume!: Lots;
  @DecimalColumn({ name: 'open_price', nullable: true }) readonly openPrice!: Price | null;
  @DecimalColumn({ name: 'close_price', nullable: true }) readonly closePrice!: Price | null;
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true }) readonly openedAt!: Date | null;
  @Column({ name: 'opened_broker_time', type: 'timestamp', nullable: true })
  readonly openedBrokerTime!: Date | null;
  @Column({ name: 'open_ticket', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly openTicket!: string | null;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) readonly closedAt!: Date | null;
  @Column({ name: 'closed_broker_time', type: 'timestamp', nullable: true })
  readonly closedBrokerTime!: Date | null;
  @Column({ name: 'close_ticket', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly closeTicket!: string | null;
  @Column({ name: 'close_reason', type: 'text', nullable: true }) readonly closeReason!: string | null;
  @Column({ name: 'last_deal_at', type: 'timestamptz' }) readonly lastDealAt!: Date;
  @Column({ name: 'deals', type: 'integer' }) readonly deals!: number;
  @DecimalColumn({ name: 'profit' }) readonly profit!: Money;
  @DecimalColumn({ name: 'swap' }) readonly swap!: Money;
  @DecimalColumn({ name: 'commission' }) readonly commission!: Money;
  @DecimalColumn({ name: 'fee' }) readonly fee!: Money;
  @DecimalColumn({ name: 'net' }) readonly net!: Money;
  @DecimalColumn({ name: 'lowest_profit', nullable: true }) readonly lowestProfit!: Money | null;
  @DecimalColumn({ name: 'highest_profit', nullable: true }) readonly highestProfit!: Money | null;
  @Column({ name: 'magic', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly magic!: string | null;
  @Column({ name: 'comment', type: 'text', nullable: true }) readonly comment!: string | null;
  @Column({ name: 'origin_known', type: 'boolean', default: false }) readonly originKnown!: boolean;
  @Column({ name: 'order_id', type: 'bigint', nullable: true }) readonly orderId!: string | null;
  @Column({ name: 'signal_id', type: 'bigint', nullable: true }) readonly signalId!: string | null;
  @Column({ name: 'strategy', type: 'text', nullable: true }) readonly strategy!: string | null;
  @Column({ name: 'source', type: 'text', nullable: true }) readonly source!: string | null;
  @DecimalColumn({ name: 'planned_risk', nullable: true }) readonly plannedRisk!: Money | null;
  @DecimalColumn({ name: 'signal_price', nullable: true }) readonly signalPrice!: Price | null;
}

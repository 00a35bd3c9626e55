import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type Lots, type Money, type Price } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type PositionStatus, type Side } from './position';

/** A position at a broker, as its terminal reports it. Closed ones stay for ever. */
@Entity('trading_positions')
@Index('trading_positions_identifier_key', ['accountId', 'identifier'], { unique: true })
@Index('trading_positions_open_idx', ['accountId'], { where: `status = 'OPEN'` })
@Index('trading_positions_user_idx', ['userId', 'id'])
@Check('trading_positions_side_known', `side IN ('BUY', 'SELL')`)
@Check('trading_positions_status_known', `status IN ('OPEN', 'CLOSED')`)
@Check('trading_positions_volume_range', `volume > 0 AND volume <= 1e6`)
@Check('trading_positions_open_price_range', `open_price > 0 AND open_price < 1e12`)
export class TradingPositionEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'trading_positions_pkey',
  })
  readonly id!: string;

  @ForeignKey('users', { name: 'trading_positions_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @ForeignKey('trading_accounts', { name: 'trading_positions_account_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'account_id', type: 'uuid' })
  readonly accountId!: string;

  @Column({ name: 'ticket', type: 'numeric', precision: 20, scale: 0 }) ticket!: string;
  @Column({ name: 'identifier', type: 'numeric', precision: 20, scale: 0 }) identifier!: string;
  @Column({ name: 'symbol', type: 'text' }) symbol!: string;
  @Column({ name: 'side', type: 'text' }) side!: Side;
  @DecimalColumn({ name: 'volume' }) volume!: Lots;
  @DecimalColumn({ name: 'open_price' }) openPrice!: Price;
  @DecimalColumn({ name: 'current_price', nullable: true }) currentPrice!: Price | null;
  @DecimalColumn({ name: 'stop_loss', nullable: true }) stopLoss!: Price | null;
  @DecimalColumn({ name: 'take_profit', nullable: true }) takeProfit!: Price | null;
  @DecimalColumn({ name: 'profit' }) profit!: Money;
  @DecimalColumn({ name: 'swap' }) swap!: Money;
  @DecimalColumn({ name: 'commission' }) commission!: Money;
  @Column({ name: 'magic', type: 'numeric', precision: 20, scale: 0, nullable: true }) magic!: string | null;
  @Column({ name: 'comment', type: 'text', nullable: true }) comment!: string | null;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt!: Date;
  @Column({ name: 'first_seen_at', type: 'timestamptz' }) readonly firstSeenAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'status', type: 'text' }) status!: PositionStatus;
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ name: 'close_reason', type: 'text', nullable: true }) closeReason!: string | null;
  @DecimalColumn({ name: 'close_price', nullable: true }) closePrice!: Price | null;
  /** The worst and the best floating result, swap included, that a terminal ever told of. */
  @DecimalColumn({ name: 'lowest_profit', nullable: true }) lowestProfit!: Money | null;
  @DecimalColumn({ name: 'highest_profit', nullable: true }) highestProfit!: Money | null;
}

import { type DecisionOutcome } from './decision/decision';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Why one account did, or did not, follow one signal. */
@Entity('signal_decisions')
@Index('signal_decisions_collar_idx', ['accountId', 'decidedAt'], { where: `code = 'PRICE_OUT_OF_COLLAR'` })
@Check('signal_decisions_outcome_known', `outcome IN ('ORDERED', 'DENIED', 'TOOK_BACK')`)
@Check('signal_decisions_explained', `record IS NOT NULL OR ledger IS NOT NULL`)
@Check('signal_decisions_denial_has_code', `(outcome = 'DENIED') = (code IS NOT NULL)`)
export class SignalDecisionEntity {
  @ForeignKey('SignalEntity', { name: 'signal_decisions_signal_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'signal_id', type: 'bigint', primaryKeyConstraintName: 'signal_decisions_pkey' })
  readonly signalId!: string;

  @ForeignKey('TradingAccountEntity', { name: 'signal_decisions_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'signal_decisions_pkey' })
  readonly accountId!: string;

  @Column({ name: 'user_id', type: 'uuid' }) readonly userId!: string;
  @Column({ name: 'outcome', type: 'text' }) readonly outcome!: DecisionOutcome;
  @Column({ name: 'code', type: 'text', nullable: true }) readonly code!: string | null;
  @Column({ name: 'order_id', type: 'bigint', nullable: true }) readonly orderId!: string | null;
  /** How it was decided. */
  @Column({ name: 'record', type: 'json', nullable: true }) readonly record!: object | null;
  /** The same, of decisions that were made before there was a record. */
  @Column({ name: 'ledger', type: 'jsonb', nullable: true }) readonly ledger!: object | null;
  @Column({ name: 'decided_at', type: 'timestamptz' }) readonly decidedAt!: Date;
}

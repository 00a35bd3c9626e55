import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { type StateScope, type TradingState } from './trading-state';

/** Where trading was stopped or reduced. What has no row is ACTIVE. */
@Entity('risk_states')
@Check('risk_states_scope_known', `scope IN ('SERVER', 'USER', 'ACCOUNT')`)
@Check('risk_states_state_known', `state IN ('ACTIVE', 'REDUCING', 'HALTED')`)
export class RiskStateEntity {
  @PrimaryColumn({ name: 'scope', type: 'text', primaryKeyConstraintName: 'risk_states_pkey' })
  readonly scope!: StateScope;

  @PrimaryColumn({ name: 'scope_id', type: 'uuid', primaryKeyConstraintName: 'risk_states_pkey' })
  readonly scopeId!: string;

  @Column({ name: 'state', type: 'text' }) state!: TradingState;
  @Column({ name: 'reason', type: 'text' }) reason!: string;
  @Column({ name: 'actor', type: 'text' }) actor!: string;
  @Column({ name: 'empties', type: 'boolean', default: false }) empties!: boolean;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt!: Date;
}

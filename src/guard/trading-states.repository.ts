import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type StateScope, type StateSwitch, type TradingState } from './trading-state';

interface StateRow {
  readonly scope: StateScope;
  readonly scope_id: string;
  readonly state: TradingState;
  readonly reason: string;
  readonly actor: string;
  readonly empties: boolean;
  readonly changed_at: Date;
}

const COLUMNS = 'scope, scope_id, state, reason, actor, empties, changed_at';

@Injectable()
export class TradingStatesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The switches of the server, and of these users and accounts. */
  async find(
    tx: Transaction | null,
    userIds: readonly string[],
    accountIds: readonly string[],
  ): Promise<StateSwitch[]> {
    const rows = await (tx ?? this.transactions).query<StateRow>(
      `SELECT ${COLUMNS} FROM risk_states
       WHERE scope = 'SERVER'
          OR (scope = 'USER' AND scope_id = ANY($1::uuid[]))
          OR (scope = 'ACCOUNT' AND scope_id = ANY($2::uuid[]))`,
      [userIds, accountIds],
    );
    return rows.map(toSwitch);
  }

  /** The switches that were moved to close what was open. */
  async emptying(tx: Transaction | null): Promise<StateSwitch[]> {
    const rows = await (tx ?? this.transactions).query<StateRow>(
      `SELECT ${COLUMNS} FROM risk_states WHERE empties AND state <> 'ACTIVE'`,
    );
    return rows.map(toSwitch);
  }

  /** How many switches are not ACTIVE, by whose they are. */
  async countStops(): Promise<ReadonlyMap<StateScope, number>> {
    const rows = await this.transactions.query<{ scope: StateScope; stops: number }>(
      `SELECT scope, count(*)::int AS stops FROM risk_states WHERE state <> 'ACTIVE' GROUP BY scope`,
    );
    return new Map(rows.map(({ scope, stops }) => [scope, stops]));
  }

  async save(
    tx: Transaction,
    { scope, scopeId, state, reason, actor, empties, changedAt }: StateSwitch,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO risk_states (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (scope, scope_id) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason,
         actor = EXCLUDED.actor, empties = EXCLUDED.empties, changed_at = EXCLUDED.changed_at`,
      [scope, scopeId, state, reason, actor, empties, changedAt],
    );
  }
}

function toSwitch(row: StateRow): StateSwitch {
  return {
    scope: row.scope,
    scopeId: row.scope_id,
    state: row.state,
    reason: row.reason,
    actor: row.actor,
    empties: row.empties,
    changedAt: row.changed_at,
  };
}

import { type DataSource } from 'typeorm';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { type Clock } from '../platform/time/clock';
import { RefreshTokensRepository } from './refresh-tokens.repository';
import { UsersRepository } from './users.repository';

/**
 * What an operator decides about a person, beside the running service. Disabling ends every login and silences every API
 * token within five seconds, in every process; positions stay open, and what a terminal was given stays due.
 */
export class UserAccess {
  private readonly transactions: Transactions;
  private readonly users: UsersRepository;
  private readonly refreshTokens: RefreshTokensRepository;
  private readonly audit: AuditLog;

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.transactions = new Transactions(dataSource);
    this.users = new UsersRepository(this.transactions);
    this.refreshTokens = new RefreshTokensRepository(this.transactions);
    this.audit = new AuditLog(this.transactions, clock);
  }

  /** False when nobody has this username. */
  disable(username: string): Promise<boolean> {
    return this.change(username, 'auth.disabled', this.clock.now());
  }

  /** Lets a disabled person log in again. API tokens that were not revoked work again; logins that ended do not. */
  enable(username: string): Promise<boolean> {
    return this.change(username, 'auth.enabled', null);
  }

  private async change(
    username: string,
    action: 'auth.disabled' | 'auth.enabled',
    disabledAt: Date | null,
  ): Promise<boolean> {
    const [user] = await this.users.findByUsername(username.trim().toLowerCase());
    if (!user) return false;
    await this.transactions.run(async (tx) => {
      await this.users.lock(tx, user.id);
      await this.users.setDisabled(tx, user.id, disabledAt);
      await this.users.raiseAccessEpoch(tx, user.id);
      await this.refreshTokens.revokeAllOf(tx, user.id, this.clock.now());
      await this.audit.record(tx, { userId: user.id, actor: 'system', action });
    });
    return true;
  }
}

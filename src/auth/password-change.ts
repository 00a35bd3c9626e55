import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { UnauthenticatedError, WeakPasswordError, WrongCurrentPasswordError } from './auth.errors';
import { type Client } from './client';
import { LoginLimits } from './login-limits';
import { weaknessOf } from './password-rules';
import { Passwords } from './passwords';
import { Sessions, type TokenPair } from './sessions';
import { UsersRepository } from './users.repository';

export interface PasswordChangeRequest {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * Changes a password. Every login of the user ends, because the old password may be why it is changed; the one who
 * changes it gets a new login at once. API tokens go on: they are revoked one by one, or terminals would stop trading.
 */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly limits: LoginLimits,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws WrongCurrentPasswordError, WeakPasswordError, TooManyAttemptsError */
  async change(userId: string, request: PasswordChangeRequest, client: Client): Promise<TokenPair> {
    const user = await this.users.find(userId);
    if (!user) throw new UnauthenticatedError();
    const weakness = weaknessOf(request.newPassword, user);
    if (weakness !== undefined) throw new WeakPasswordError('/new_password', weakness);

    // A stolen access token must not become a way to guess the password.
    const attempt = await this.limits.admit(user.id, client.ip);
    if (!(await this.passwords.verify(user.passwordHash, request.currentPassword))) {
      await this.audit.record(null, {
        userId,
        actor: 'person',
        action: 'auth.password_change_refused',
        clientIp: client.ip,
      });
      throw new WrongCurrentPasswordError();
    }
    await this.limits.forgive(attempt);
    const passwordHash = await this.passwords.hash(request.newPassword);
    return this.transactions.run(async (transaction) => {
      const current = await this.users.lock(transaction, userId);
      if (current?.passwordHash !== user.passwordHash) throw new WrongCurrentPasswordError();
      await this.users.changePassword(transaction, { userId, passwordHash, at: this.clock.now() });
      const accessEpoch = await this.sessions.endAll(transaction, userId);
      await this.audit.record(transaction, {
        userId,
        actor: 'person',
        action: 'auth.password_changed',
        clientIp: client.ip,
      });
      return this.sessions.begin(transaction, { id: userId, accessEpoch }, client);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { Clock } from '../platform/time/clock';
import { FreshLoginNeededError, UnauthenticatedError } from './auth.errors';
import { LoginLimits } from './login-limits';
import { Passwords } from './passwords';
import { type Principal } from './principal';
import { UsersRepository } from './users.repository';

/** A login this young is a person at the keyboard. */
const FRESH_FOR_MS = 5 * 60_000;

/** Makes sure that it is the person who asks, and not a browser that was left open or a token that was stolen. */
@Injectable()
export class FreshLogins {
  constructor(
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly limits: LoginLimits,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Passes after a login of the last five minutes, or with the password.
   *
   * @throws FreshLoginNeededError, TooManyAttemptsError
   */
  async confirm(caller: Principal, password: string | null, clientIp: string): Promise<void> {
    const { userId, loggedInAt } = caller;
    if (password === null) {
      const age = this.clock.now().getTime() - (loggedInAt?.getTime() ?? -Infinity);
      if (age <= FRESH_FOR_MS) return;
      throw new FreshLoginNeededError();
    }
    const user = await this.users.find(userId);
    if (!user) throw new UnauthenticatedError();
    // A stolen access token must not become a way to guess the password.
    const attempt = await this.limits.admit(user.id, clientIp);
    if (!(await this.passwords.verify(user.passwordHash, password))) {
      await this.audit.record(null, {
        userId,
        actor: 'person',
        action: 'auth.confirmation_refused',
        clientIp,
      });
      throw new FreshLoginNeededError();
    }
    await this.limits.forgive(attempt);
  }
}

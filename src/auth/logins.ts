import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { LoginRefusedError } from './auth.errors';
import { type Client } from './client';
import { LoginLimits } from './login-limits';
import { Passwords } from './passwords';
import { Sessions, type TokenPair } from './sessions';
import { isEmail, type User } from './user';
import { UsersRepository } from './users.repository';

/**
 * How many accounts of one address a password is tried on: the ones registered last. Each of them can log in by the
 * address, so whether the first registration took it over from somebody cannot be seen. Older accounts still log in by
 * their username.
 */
const ACCOUNTS_PER_ADDRESS = 3;

export interface Credentials {
  /** A username, or an e-mail address. */
  readonly name: string;
  readonly password: string;
}

/** Lets people in by their password. */
@Injectable()
export class Logins {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly limits: LoginLimits,
    private readonly sessions: Sessions,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Says the same, after the same time, to a wrong name as to a wrong password.
   *
   * @throws LoginRefusedError, TooManyAttemptsError
   */
  async logIn(credentials: Credentials, client: Client): Promise<TokenPair> {
    const attempt = await this.limits.admit(credentials.name, client.ip);
    const pair = await this.tryIn(credentials, client).catch(async (fault: unknown) => {
      // Too busy, or without a database: that was not a wrong attempt.
      await this.limits.takeBack(attempt);
      throw fault;
    });
    if (!pair) throw new LoginRefusedError();
    await this.limits.forgive(attempt);
    return pair;
  }

  private async tryIn(credentials: Credentials, client: Client): Promise<TokenPair | undefined> {
    const { user, known } = await this.recognise(credentials);
    const pair =
      user && (await this.transactions.run((transaction) => this.begin(transaction, user, client)));
    if (!pair) {
      await this.audit.record(null, {
        userId: known?.id ?? null,
        actor: 'anonymous',
        action: 'auth.login_refused',
        clientIp: client.ip,
      });
    }
    return pair;
  }

  /** Finds whose password it is, and whom the attempt concerns in any case. */
  private async recognise({ name, password }: Credentials): Promise<{ user?: User; known?: User }> {
    const [candidates, checks] = isEmail(name)
      ? [await this.users.findLatestByEmail(name, ACCOUNTS_PER_ADDRESS), ACCOUNTS_PER_ADDRESS]
      : [await this.users.findByUsername(name), 1];
    const user = await this.passwords.firstMatch(candidates, password, checks);
    const known = user ?? candidates[0];
    return { ...(user ? { user } : {}), ...(known ? { known } : {}) };
  }

  /** The password may have been changed, or the user disabled, while it was being checked. */
  private async begin(transaction: Transaction, user: User, client: Client): Promise<TokenPair | undefined> {
    const current = await this.users.lock(transaction, user.id);
    if (!current || current.disabledAt || current.passwordHash !== user.passwordHash) return undefined;
    const pair = await this.sessions.begin(transaction, current, client);
    await this.audit.record(transaction, {
      userId: user.id,
      actor: 'person',
      action: 'auth.logged_in',
      clientIp: client.ip,
    });
    return pair;
  }
}

import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { UsernameTakenError, WeakPasswordError } from './auth.errors';
import { weaknessOf } from './password-rules';
import { Passwords } from './passwords';
import { type Language, type User } from './user';
import { UsersRepository } from './users.repository';

export interface RegistrationRequest {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly language: Language;
}

/**
 * Makes accounts.
 *
 * The username is the name of an account: it is unique, and a taken one is refused openly, since people have to choose
 * another. The e-mail address is not unique. Nobody proves here that an address is theirs (the product sends no mail),
 * and an unproven address that had to be unique would do harm twice: "this address is taken" tells anybody who trades
 * here, and whoever registers somebody else's address first keeps its owner out. So an address that is known already
 * gets the same answer as a new one, *and* a real account that works. Logging in by address finds the accounts that
 * were last registered with it (see Logins), so that trying it out tells nothing either.
 */
@Injectable()
export class Registration {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async register({ password, ...person }: RegistrationRequest, clientIp: string): Promise<User> {
    const weakness = weaknessOf(password, person);
    if (weakness !== undefined) throw new WeakPasswordError('/password', weakness);
    // Asked before the hashing, which is dear; the unique index has the last word.
    if (await this.users.isUsernameTaken(person.username)) throw new UsernameTakenError();
    const passwordHash = await this.passwords.hash(password);
    return this.transactions.run(async (transaction) => {
      const createdAt = this.clock.now();
      const user = await this.users.insert(transaction, { ...person, passwordHash, createdAt });
      if (!user) throw new UsernameTakenError();
      await this.audit.record(transaction, {
        userId: user.id,
        actor: 'anonymous',
        action: 'auth.registered',
        clientIp,
      });
      return user;
    });
  }
}

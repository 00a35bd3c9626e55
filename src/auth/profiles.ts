import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { UnauthenticatedError } from './auth.errors';
import { type Preferences, type User } from './user';
import { UsersRepository } from './users.repository';

/** How a person likes to read: nothing that opens a door, so a change of it is not audited. */
@Injectable()
export class Profiles {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
  ) {}

  /** @throws UnauthenticatedError when the person is gone */
  async change(userId: string, preferences: Preferences): Promise<User> {
    const user = await this.transactions.run((tx) => this.users.prefer(tx, userId, preferences));
    if (!user) throw new UnauthenticatedError();
    return user;
  }
}
